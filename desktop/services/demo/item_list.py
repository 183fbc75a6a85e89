"""The demo company's items: number, text, category, price, cost, weight in kilograms."""

from __future__ import annotations

GOODS = (
    ("D-0900", "Side table, birch", "DESKS", "890", "410", "9"),
    ("D-1200", "Desk, oak 120 cm", "DESKS", "4890", "2610", "31"),
    ("D-1400", "Desk, oak 140 cm", "DESKS", "5690", "3020", "36"),
    ("D-1600", "Desk, oak 160 cm", "DESKS", "6494", "3420", "41"),
    ("D-1610", "Sit-stand desk, oak 160 cm", "DESKS", "9980", "5860", "58"),
    ("D-1611", "Sit-stand desk, white 160 cm", "DESKS", "8640", "4990", "56"),
    ("D-1800", "Desk, oak 180 cm", "DESKS", "7290", "3870", "46"),
    ("D-1810", "Sit-stand desk, oak 180 cm", "DESKS", "10980", "6390", "63"),
    ("D-2100", "Round table, 110 cm", "DESKS", "4350", "2240", "28"),
    ("D-2400", "Meeting table, 240 cm", "DESKS", "12490", "6850", "74"),
    ("D-3000", "Conference table, 300 cm", "DESKS", "18900", "10400", "96"),
    ("P-0410", "Mobile pedestal", "STORAGE", "2814", "1490", "22"),
    ("P-0420", "Mobile pedestal, lockable", "STORAGE", "3190", "1680", "24"),
    ("P-0500", "Filing cabinet, 4 drawers", "STORAGE", "4460", "2350", "38"),
    ("P-0510", "Locker, 4 doors", "STORAGE", "5240", "2890", "52"),
    ("P-0600", "Bookcase, low", "STORAGE", "2690", "1360", "26"),
    ("P-0610", "Bookcase, high", "STORAGE", "4190", "2180", "44"),
    ("P-0700", "Sideboard, oak", "STORAGE", "6890", "3760", "49"),
    ("S-2199", "Swivel chair, green (old model)", "CHAIRS", "990", "610", "13"),
    ("S-2203", "Swivel chair, blue", "CHAIRS", "1236", "652", "14"),
    ("S-2204", "Swivel chair, black", "CHAIRS", "1236", "652", "14"),
    ("S-2310", "Guest chair, blue", "CHAIRS", "1252", "640", "8"),
    ("S-2311", "Guest chair, beech", "CHAIRS", "1390", "712", "8"),
    ("S-2400", "Task chair, adjustable arms", "CHAIRS", "3490", "1880", "17"),
    ("S-2500", "Conference chair", "CHAIRS", "2180", "1160", "11"),
    ("S-2600", "Stool, height adjustable", "CHAIRS", "1490", "760", "7"),
    ("S-2700", "Sofa, two seats", "CHAIRS", "11900", "6480", "48"),
    ("S-2710", "Armchair", "CHAIRS", "6990", "3740", "27"),
    ("S-2800", "Bench, oak 120 cm", "CHAIRS", "3290", "1650", "19"),
    ("W-0090", "Whiteboard, 90 × 60 cm", "BOARDS", "1490", "740", "6"),
    ("W-0120", "Whiteboard, base", "BOARDS", "9067", "5120", "34"),
    ("W-0180", "Whiteboard, mobile 180 cm", "BOARDS", "6480", "3590", "38"),
    ("W-0200", "Glass board, 100 × 100 cm", "BOARDS", "3980", "2090", "22"),
    ("W-0210", "Pinboard, felt", "BOARDS", "1890", "930", "5"),
    ("W-0300", "Projector screen, 200 cm", "BOARDS", "2990", "1710", "12"),
    ("L-0090", "Desk lamp, halogen (old model)", "LIGHT", "690", "390", "2"),
    ("L-0100", "Desk lamp, LED black", "LIGHT", "1190", "580", "2"),
    ("L-0110", "Desk lamp, LED white", "LIGHT", "1190", "580", "2"),
    ("L-0200", "Floor lamp, oak", "LIGHT", "2890", "1420", "6"),
    ("L-0300", "Pendant lamp, felt", "LIGHT", "3480", "1790", "4"),
    ("A-0100", "Acoustic panel, 60 × 120 cm", "ACOUSTIC", "1090", "490", "4"),
    ("A-0110", "Desk screen, 160 cm", "ACOUSTIC", "1690", "830", "7"),
    ("A-0200", "Phone booth, one person", "ACOUSTIC", "64900", "41200", "290"),
    ("A-0210", "Room divider, 180 cm", "ACOUSTIC", "4790", "2460", "16"),
    ("K-0010", "Cable tray", "EXTRAS", "249", "96", "1"),
    ("K-0020", "Power module, 3 sockets", "EXTRAS", "790", "368", "1"),
    ("K-0030", "Monitor arm, single", "EXTRAS", "1290", "640", "4"),
    ("K-0040", "Monitor arm, dual", "EXTRAS", "1990", "1020", "6"),
    ("K-0050", "Footrest", "EXTRAS", "590", "261", "2"),
    ("K-0060", "Waste bin, sorting 3 × 20 l", "EXTRAS", "1480", "690", "8"),
    ("K-0070", "Coat stand, ash", "EXTRAS", "1690", "810", "6"),
    ("K-0080", "Desk mat, felt", "EXTRAS", "349", "138", "1"),
    ("K-0090", "Castors for hard floors", "EXTRAS", "229", "88", "1"),
    ("G-0100", "Planter, 40 cm", "EXTRAS", "1290", "602", "9"),
    ("R-0100", "Rug, wool 200 × 300 cm", "MATERIAL", "5890", "3080", "18"),
    ("F-0100", "Copier paper A4, 500 sheets", "OFFICE", "54.90", "31.20", "2.5"),
    ("F-0110", "Whiteboard pen, black", "OFFICE", "18.50", "7.85", "0.02"),
    ("F-0120", "Board eraser, magnetic", "OFFICE", "49", "19.40", "0.1"),
    ("F-0130", "Coffee cup, stoneware", "OFFICE", "89", "38.50", "0.4"),
)

# Bulk goods whose receipts mix: average cost, counted in the unit named last.
BULK = (
    ("M-0100", "Wood screw 5 × 40", "MATERIAL", "0.89", "0.31", "0.005", "PCS"),
    ("M-0110", "Wall plug 8 mm", "MATERIAL", "0.45", "0.14", "0.002", "PCS"),
    ("M-0120", "Wood glue", "MATERIAL", "119", "58.40", "1.1", "L"),
    ("M-0130", "Hard wax oil", "MATERIAL", "289", "151.20", "0.95", "L"),
    ("M-0140", "Felt, grey 180 cm wide", "MATERIAL", "218", "104.75", "0.9", "M"),
    ("M-0150", "Curtain fabric, linen", "MATERIAL", "348", "171.30", "0.5", "M"),
    ("M-0160", "Upholstery foam", "MATERIAL", "86.50", "39.90", "1", "KG"),
    ("M-0170", "Edge banding, oak", "MATERIAL", "12.40", "4.85", "0.03", "M"),
)

# Services: no., text, price, cost, unit, VAT group (blank: that of services)
SERVICES = (
    ("SV-100", "Assembly of a desk", "490", "260", "PCS", None),
    ("SV-110", "Removal of old furniture", "1250", "720", "HOUR", None),
    ("SV-120", "Interior design, consultation", "1180", "640", "HOUR", None),
    ("SV-130", "Extended warranty, 5 years", "390", "0", "PCS", None),
    ("SV-140", "Training lunch at the showroom", "165", "98", "PCS", "VAT12"),
    ("SV-150", "Transport insurance", "240", "190", "PCS", "ZERO"),
)

# Sold but not stocked: no., text, price, cost, unit, VAT group
NOT_STOCKED = (
    ("N-0100", "Spare part, ordered when needed", "350", "190", "PCS", None),
    ("N-0110", "Packaging, returnable crate", "180", "120", "PCS", None),
    ("N-0120", "Book: Nordic Workplaces", "320", "185", "PCS", "VAT6"),
    ("N-0130", "Sample box, materials", "95", "60", "PCS", None),
)

# no., name, unit, price, cost
RESOURCES = (
    ("INST", "Installation on site", "HOUR", "780", "430"),
    ("DELIV", "Delivery with lift van", "KM", "38", "21"),
)
