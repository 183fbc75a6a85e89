from tests.views.tables.desk import desk, fake_desk, theme, tidied

__all__ = ["desk", "fake_desk", "theme", "tidied"]
