"""Ways to reach people; one package knows one provider."""
