"""The demo company's customers in Sweden."""

from __future__ import annotations

# name, address, post code, city, registration no., contact, kind, location, salesperson
CUSTOMERS = (
    (
        ("Birkholm Interiors AB", "Stationsgatan 21", "753 21", "Uppsala"),
        ("559910-1606", "Inköp", "dealer", "MAIN", "JO"),
    ),
    (
        ("Loom Textiles AB", "Allégatan 40", "503 37", "Borås"),
        ("559910-1978", "Eva Lund", "office", "MAIN", "KA"),
    ),
    (
        ("Arc Systems AB", "Teknikringen 8", "583 30", "Linköping"),
        ("559910-2349", "Amir Rahimi", "project", "MAIN", "LS"),
    ),
    (
        ("Baltic Marine Supply AB", "Skeppsbron 4", "621 57", "Visby"),
        ("559910-2711", "Greta Holm", "office", "EAST", "JO"),
    ),
    (
        ("Storsjö Kontor AB", "Prästgatan 33", "831 31", "Östersund"),
        ("559910-3081", "Nils Berg", "direct", "MAIN", "KA"),
    ),
    (
        ("Åre Konferens AB", "Årevägen 77", "837 52", "Åre"),
        ("559910-3453", "Lotta Fors", "direct", "MAIN", "KA"),
    ),
    (
        ("Norrsken Arkitekter AB", "Skolgatan 50", "903 27", "Umeå"),
        ("559910-3826", "Ulf Norén", "project", "MAIN", "LS"),
    ),
    (
        ("Granit & Glas i Luleå AB", "Kungsgatan 9", "972 34", "Luleå"),
        ("559910-4196", "Saara Niemi", "office", "MAIN", "KA"),
    ),
    (
        ("Vasagatan Advokater KB", "Vasagatan 11", "111 20", "Stockholm"),
        ("559910-4568", "Kansliet", "monthly", "EAST", "JO"),
    ),
    (
        ("Söderport Redovisning AB", "Ringvägen 98", "118 60", "Stockholm"),
        ("559910-4931", "Helena Dahl", "direct", "EAST", "KA"),
    ),
    (
        ("Hötorget Coworking AB", "Kungsgatan 44", "111 35", "Stockholm"),
        ("559910-5300", "Max Olofsson", "office", "EAST", "JO"),
    ),
    (
        ("Mälarstrand Hotell AB", "Hamngatan 2", "722 13", "Västerås"),
        ("559910-5672", "Inköp", "project", "EAST", "LS"),
    ),
    (
        ("Örebro Skolmöbler AB", "Järntorgsgatan 6", "703 61", "Örebro"),
        ("559910-6043", "Bengt Ask", "dealer", "MAIN", "JO"),
    ),
    (
        ("Brunnsparkens Bibliotek", "Södra Hamngatan 25", "411 14", "Göteborg"),
        ("559910-6415", "Anna-Karin Wik", "public", "MAIN", "KA"),
    ),
    (
        ("Västkustens Rederi AB", "Skeppsgatan 20", "417 55", "Göteborg"),
        ("559910-6787", "Jesper Kull", "office", "MAIN", "JO"),
    ),
    (
        ("Lindholmen Teknik AB", "Lindholmspiren 5", "417 56", "Göteborg"),
        ("559910-7157", "Priya Nair", "direct", "MAIN", "KA"),
    ),
    (
        ("Hisingen Logistik AB", "Ruskvädersgatan 12", "418 34", "Göteborg"),
        ("559910-7520", "Tomas Ek", "monthly", "MAIN", "KA"),
    ),
    (
        ("Möllevången Kaffebar AB", "Bergsgatan 20", "214 22", "Malmö"),
        ("559910-7892", "Sofia Petrov", "swish", "MAIN", "KA"),
    ),
    (
        ("Öresund Inredning AB", "Skeppsbron 19", "211 20", "Malmö"),
        ("559910-8262", "Katrine Bach", "dealer", "MAIN", "JO"),
    ),
    (
        ("Lunds Kontorsmöbler AB", "Klostergatan 8", "222 22", "Lund"),
        ("559910-8635", "Per Alm", "dealer", "MAIN", "JO"),
    ),
    (
        ("Helsingborgs Hamnkontor AB", "Kungstorget 8", "252 78", "Helsingborg"),
        ("559910-9005", "Mona Sjö", "direct", "MAIN", "KA"),
    ),
    (
        ("Kalmarsund Energi AB", "Trädgårdsgatan 12", "392 49", "Kalmar"),
        ("559910-9377", "Linn Ståhl", "direct", "EAST", "KA"),
    ),
    (
        ("Växjö Trähus AB", "Storgatan 27", "352 31", "Växjö"),
        ("559910-9740", "Oskar Rask", "direct", "MAIN", "LS"),
    ),
    (
        ("Jönköpings Mässcenter AB", "Elmiavägen 11", "554 54", "Jönköping"),
        ("559911-0110", "Mässkontoret", "project", "MAIN", "LS"),
    ),
    (
        ("Vättern Vård AB", "Drottninggatan 15", "591 35", "Motala"),
        ("559911-0482", "Ingrid Falk", "public", "MAIN", "KA"),
    ),
    (
        ("Norrköpings Scenkonst AB", "Arbetargatan 1", "602 23", "Norrköping"),
        ("559911-0854", "Scenkontoret", "direct", "EAST", "KA"),
    ),
    (
        ("Eskilstuna Verkstad AB", "Tullgatan 10", "632 20", "Eskilstuna"),
        ("559911-1225", "Roger Lind", "direct", "EAST", "KA"),
    ),
    (
        ("Gävle Hamn & Lager AB", "Fredriksskansgatan 3", "803 11", "Gävle"),
        ("559911-1597", "Hamnkontoret", "direct", "EAST", "KA"),
    ),
    (
        ("Sundsvalls Byggkonsult AB", "Storgatan 20", "852 30", "Sundsvall"),
        ("559911-1969", "Stina Ödlund", "direct", "MAIN", "LS"),
    ),
    (
        ("Höga Kustens Folkhögskola", "Vallagatan 7", "871 31", "Härnösand"),
        ("559911-2330", "Expeditionen", "public", "MAIN", "KA"),
    ),
    (
        ("Falu Möbelhus AB", "Åsgatan 18", "791 71", "Falun"),
        ("559911-2702", "Mats Gruvberg", "shop", "MAIN", "JO"),
    ),
    (
        ("Karlstads Designbutik AB", "Drottninggatan 26", "652 25", "Karlstad"),
        ("559911-3072", "Ylva Ros", "shop", "MAIN", "JO"),
    ),
    (
        ("Dalarnas Hantverk AB", "Kyrkogatan 4", "792 30", "Mora"),
        ("559911-3445", "Kerstin Mas", "direct", "MAIN", "KA"),
    ),
    (
        ("Kiruna Fältstation AB", "Lars Janssonsgatan 17", "981 31", "Kiruna"),
        ("559911-3817", "Fältchefen", "direct", "MAIN", "KA"),
    ),
    (
        ("Trollhättan Film AB", "Nohabgatan 9", "461 53", "Trollhättan"),
        ("559911-4187", "Produktion", "office", "MAIN", "LS"),
    ),
    (
        ("Skövde Klinik AB", "Kaserngatan 5", "541 45", "Skövde"),
        ("559911-4559", "Receptionen", "direct", "MAIN", "KA"),
    ),
    (
        ("Borgholms Sommarhotell AB", "Strandgatan 3", "387 31", "Borgholm"),
        ("559911-4922", "Carl Öhman", "office", "EAST", "LS"),
    ),
    (
        ("Nyköpings Startuphus AB", "Västra Storgatan 22", "611 32", "Nyköping"),
        ("559911-5291", "Zeynep Arslan", "swish", "EAST", "KA"),
    ),
    (
        ("Showroom Östersund, cash sales", "Storgatan 18", "831 30", "Östersund"),
        ("", "", "cash", "MAIN", "KA"),
    ),
    (
        ("Showroom Stockholm, cash sales", "Frihamnsgatan 9", "115 56", "Stockholm"),
        ("", "", "cash", "EAST", "KA"),
    ),
    (
        ("Per Lindqvist", "Björkvägen 3", "834 33", "Brunflo"),
        ("", "Per Lindqvist", "person", "MAIN", "KA"),
    ),
)
