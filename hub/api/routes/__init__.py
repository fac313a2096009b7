"""The routes, one file per resource."""

from fastapi import APIRouter

from hub.api.routes import (
    addresses,
    calendar,
    channels,
    clients,
    conversations,
    employees,
    handling,
    health,
    inbounds,
    joining,
    messages,
    policy,
    status,
    testing,
    tokens,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    status.router,
    conversations.router,
    handling.router,
    messages.router,
    clients.router,
    joining.router,
    employees.router,
    addresses.router,
    policy.router,
    calendar.router,
    channels.router,
    testing.router,
    inbounds.router,
    tokens.router,
)
