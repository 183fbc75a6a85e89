from tests.views.fields.bench import bench
from tests.views.tables.desk import desk, fake_desk, theme, tidied

__all__ = ["bench", "desk", "fake_desk", "theme", "tidied"]
