"""The menu at the left, told before the areas behind it are imported.

`tests/test_start.py` compares it with what the areas register themselves.
"""

from desktop.translation import N_
from desktop.views.shell.page_register import MenuEntry

MENU = (
    MenuEntry(name="home", title=N_("Home"), icon="home"),
    MenuEntry(name="customers", title=N_("Customers"), icon="users"),
    MenuEntry(name="contact_list", title=N_("Contacts"), icon="contact-round"),
    MenuEntry(name="items", title=N_("Items"), icon="package"),
    MenuEntry(
        name="sales_quotes",
        title=N_("Sales Quotes"),
        menu_title=N_("Quotes"),
        icon="file-pen",
        group=N_("Sales"),
    ),
    MenuEntry(
        name="sales_orders",
        title=N_("Sales Orders"),
        menu_title=N_("Orders"),
        icon="shopping-cart",
        group=N_("Sales"),
    ),
    MenuEntry(
        name="sales_invoices",
        title=N_("Sales Invoices"),
        menu_title=N_("Invoices"),
        icon="file-text",
        group=N_("Sales"),
    ),
    MenuEntry(
        name="recurring_invoices",
        title=N_("Create Recurring Invoices"),
        menu_title=N_("Recurring"),
        icon="rotate-ccw",
        group=N_("Sales"),
    ),
    MenuEntry(name="price_list_list", title=N_("Price Lists"), icon="tag", group=N_("Sales")),
    MenuEntry(name="price_query", title=N_("Price Check"), icon="calculator", group=N_("Sales")),
    MenuEntry(name="vendor_list", title=N_("Vendors"), icon="truck", group=N_("Purchasing")),
    MenuEntry(
        name="purchase_orders",
        title=N_("Purchase Orders"),
        icon="shopping-cart",
        group=N_("Purchasing"),
    ),
    MenuEntry(
        name="purchase_invoices",
        title=N_("Purchase Invoices"),
        icon="file-text",
        group=N_("Purchasing"),
    ),
    MenuEntry(
        name="posted_purchase_receipts",
        title=N_("Posted Purchase Receipts"),
        menu_title=N_("Posted Receipts"),
        icon="package-check",
        group=N_("Purchasing"),
    ),
    MenuEntry(
        name="posted_purchase_invoices",
        title=N_("Posted Purchase Invoices"),
        menu_title=N_("Posted Invoices"),
        icon="archive",
        group=N_("Purchasing"),
    ),
    MenuEntry(
        name="vendor_ledger_entry_list",
        title=N_("Vendor Ledger Entries"),
        menu_title=N_("Vendor Ledger"),
        icon="users",
        group=N_("Purchasing"),
    ),
    MenuEntry(name="job_queue", title=N_("Posting Queue"), icon="inbox", group=N_("Posting")),
    MenuEntry(name="batch_runs", title=N_("Batch Runs"), icon="layers", group=N_("Posting")),
    MenuEntry(name="print_queue", title=N_("Due to Leave"), icon="printer", group=N_("Warehouse")),
    MenuEntry(name="picks", title=N_("Picks"), icon="scan-line", group=N_("Warehouse")),
    MenuEntry(name="back_orders", title=N_("Back Orders"), icon="history", group=N_("Warehouse")),
    MenuEntry(
        name="item_journal_line_list",
        title=N_("Item Journal"),
        icon="clipboard-list",
        group=N_("Warehouse"),
    ),
    MenuEntry(
        name="inventory_values",
        title=N_("Inventory Value"),
        icon="coins",
        group=N_("Warehouse"),
    ),
    MenuEntry(
        name="assembly_orders",
        title=N_("Assembly Orders"),
        icon="layers",
        group=N_("Warehouse"),
    ),
    MenuEntry(
        name="posted_assemblies",
        title=N_("Posted Assemblies"),
        icon="archive",
        group=N_("Warehouse"),
    ),
    MenuEntry(
        name="kit_sales",
        title=N_("Assemble-to-Order Sales"),
        icon="chart-column",
        group=N_("Warehouse"),
    ),
    MenuEntry(
        name="posted_invoices",
        title=N_("Posted Sales Invoices"),
        menu_title=N_("Posted Invoices"),
        icon="archive",
        group=N_("Posted"),
    ),
    MenuEntry(
        name="posted_shipments",
        title=N_("Posted Shipments"),
        icon="package-check",
        group=N_("Posted"),
    ),
    MenuEntry(
        name="gl_entry_list",
        title=N_("General Ledger Entries"),
        menu_title=N_("General Ledger"),
        icon="landmark",
        group=N_("Ledgers"),
    ),
    MenuEntry(
        name="cust_ledger_entry_list",
        title=N_("Customer Ledger Entries"),
        menu_title=N_("Customer Ledger"),
        icon="users",
        group=N_("Ledgers"),
    ),
    MenuEntry(
        name="item_ledger_entry_list",
        title=N_("Item Ledger Entries"),
        menu_title=N_("Item Ledger"),
        icon="boxes",
        group=N_("Ledgers"),
    ),
    MenuEntry(name="setup", title=N_("Setup"), icon="settings", at_foot=True),
)
