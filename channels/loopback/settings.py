"""What the operator says about a loopback account."""

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """One account."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    echo: bool = Field(default=True, description="Whether what is sent comes back, a moment later.")
