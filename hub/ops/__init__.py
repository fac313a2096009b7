"""Operations: health and metrics of a process, for whoever watches over it."""
