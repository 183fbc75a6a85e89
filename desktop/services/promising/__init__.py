"""By when can the customer have it: from what is there, and with what can be got (03 §3, §4)."""
