"""The engines of one machine: a real nats-server and a real PostgreSQL, children of the hub."""

from hub.engines.embedded import Engines
from hub.engines.engine import EngineState
from hub.engines.nats import NatsServer
from hub.engines.postgres import Postgres

__all__ = ["EngineState", "Engines", "NatsServer", "Postgres"]
