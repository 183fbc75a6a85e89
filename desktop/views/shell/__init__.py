"""The frame around every page: theme, navigation, actions, tasks and notices."""
