"""Supply that is kept for one demand: reservations (03 §6).

`Demand` and `Supply` name the two ends. `reserve` keeps a quantity of one supply, `auto_reserve`
what it finds in the order of PF44; `move_supply` takes reservations along when a requisition line
becomes a purchase line or goods arrive (PF48); `release_demand`, `cut_demand`, `move_demand` and
`move_supply_date` give them up (PF49). All quantities are in the base unit. The functions read
with SQL what the tables say: flush the lines that you changed before you call them.
"""

from desktop.services.reservations.cutting import (
    cut_demand,
    cut_supply,
    move_demand,
    move_supply_date,
    release_demand,
    release_document,
    release_supply,
)
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.moving import Moved, move_supply, use_up
from desktop.services.reservations.reserving import (
    AutoReserved,
    Kept,
    Wish,
    auto_reserve,
    reserve,
)
from desktop.services.reservations.rows import Dropped

__all__ = [
    "AutoReserved",
    "Demand",
    "Dropped",
    "Kept",
    "Moved",
    "Supply",
    "Wish",
    "auto_reserve",
    "cut_demand",
    "cut_supply",
    "move_demand",
    "move_supply",
    "move_supply_date",
    "release_demand",
    "release_document",
    "release_supply",
    "reserve",
    "use_up",
]
