"""The demo company's customers abroad."""

from __future__ import annotations

# name, address, post code, city, country; then VAT no., contact, phone, kind, language, currency,
# location
CUSTOMERS = (
    (
        ("Nordic Retail Oy", "Mannerheimintie 12", "00100", "Helsinki", "FI"),
        ("FI99378408", "Aino Korhonen", "+358 9 000 0101", "union", "ENU", "EUR", "EAST"),
    ),
    (
        ("Satama Design Oy", "Linnankatu 30", "20100", "Turku", "FI"),
        ("FI99121055", "Mika Salo", "+358 9 000 0102", "union_direct", "ENU", "EUR", "EAST"),
    ),
    (
        ("Tampereen Toimisto Oy", "Hämeenkatu 14", "33100", "Tampere", "FI"),
        ("FI99385288", "Laura Mäki", "+358 9 000 0103", "union_direct", "ENU", "EUR", "EAST"),
    ),
    (
        ("Hanse Glas GmbH", "Am Sandtorkai 50", "20457", "Hamburg", "DE"),
        ("DE994725748", "Jürgen Weiß", "+49 40 66969 101", "union", "DEU", "EUR", "MAIN"),
    ),
    (
        ("Kessel Office GmbH", "Hohenzollernring 21", "50672", "Köln", "DE"),
        ("DE990129518", "Sabine Krüger", "+49 221 4710 102", "union_dealer", "DEU", "EUR", "MAIN"),
    ),
    (
        ("Spree Büro GmbH", "Köpenicker Straße 8", "10997", "Berlin", "DE"),
        ("DE990635395", "Deniz Aydın", "+49 30 23125 103", "union_direct", "DEU", "EUR", "MAIN"),
    ),
    (
        ("Isar Objektmöbel GmbH", "Lindwurmstraße 90", "80337", "München", "DE"),
        ("DE997890514", "Franz Huber", "+49 89 99998 104", "union", "DEU", "EUR", "MAIN"),
    ),
    (
        ("Wiener Sitzmöbel GmbH", "Mariahilfer Straße 55", "1060", "Wien", "AT"),
        ("ATU77970046", "Eva Gruber", "+43 1 000 0105", "union_direct", "DEU", "EUR", "MAIN"),
    ),
    (
        ("Vellum Paper BV", "Oudegracht 120", "3511 AW", "Utrecht", "NL"),
        ("NL835337406B01", "Joost de Vries", "+31 20 000 0106", "union", "ENU", "EUR", "MAIN"),
    ),
    (
        ("Atelier Lumière SARL", "12 rue Mercière", "69002", "Lyon", "FR"),
        ("FR84959022534", "Chloé Martin", "+33 1 99 00 01 07", "union", "ENU", "EUR", "MAIN"),
    ),
    (
        ("Tallinna Kontor OÜ", "Narva mnt 5", "10117", "Tallinn", "EE"),
        ("EE108963861", "Kadri Tamm", "+372 600 0108", "union_direct", "ENU", "EUR", "EAST"),
    ),
    (
        ("Gdańskie Meble Sp. z o.o.", "ul. Długa 45", "80-831", "Gdańsk", "PL"),
        ("PL9051772987", "Piotr Nowak", "+48 58 000 01 09", "union_direct", "ENU", "EUR", "EAST"),
    ),
    (
        ("Havn Foods ApS", "Refshalevej 153", "1432", "København", "DK"),
        ("DK99363991", "Mette Friis", "+45 00 00 01 10", "union", "ENU", "DKK", "MAIN"),
    ),
    (
        ("Aarhus Studie ApS", "Jægergårdsgade 60", "8000", "Aarhus", "DK"),
        ("DK99436743", "Søren Holm", "+45 00 00 01 11", "union_direct", "ENU", "DKK", "MAIN"),
    ),
    (
        ("Lund Garden AS", "Karl Johans gate 37", "0162", "Oslo", "NO"),
        ("NO999007422MVA", "Ingrid Moe", "+47 22 00 01 12", "export", "ENU", "NOK", "MAIN"),
    ),
    (
        ("Fjordkontor AS", "Bryggen 15", "5003", "Bergen", "NO"),
        ("NO999014844MVA", "Kåre Vik", "+47 22 00 01 13", "export_direct", "ENU", "NOK", "MAIN"),
    ),
    (
        ("Trøndelag Interiør AS", "Munkegata 20", "7011", "Trondheim", "NO"),
        ("NO999016081MVA", "Liv Dahl", "+47 22 00 01 14", "export_direct", "ENU", "NOK", "MAIN"),
    ),
    (
        ("Alpine Sports AG", "Bahnhofstrasse 62", "8001", "Zürich", "CH"),
        ("CHE999000115MWST", "Reto Meier", "+41 44 000 01 15", "export", "DEU", "EUR", "MAIN"),
    ),
    (
        ("Tarn Tools Ltd", "14 Stricklandgate", "LA9 4ND", "Kendal", "GB"),
        ("GB999000116", "Harriet Bell", "+44 20 7946 0116", "export", "ENU", "GBP", "MAIN"),
    ),
    (
        ("Hudson Workspace Inc.", "350 Fifth Avenue", "10118", "New York", "US"),
        ("", "Dana Cole", "+1 212 555 0117", "export", "ENU", "USD", "MAIN"),
    ),
    (
        ("Reykjavík Skrifstofa ehf.", "Laugavegur 22", "101", "Reykjavík", "IS"),
        ("IS999118", "Björk Jónsdóttir", "+354 555 0118", "export_direct", "ENU", "EUR", "MAIN"),
    ),
)
