"""Set-up tables and the general way in which every card and code is read and changed."""
