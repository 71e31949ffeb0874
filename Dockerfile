# The dashboard with all that a server needs. docs/DEPLOY.md says how it is run.
FROM python:3.11-slim-bookworm

# Chromium draws the pictures. Debian keeps only its newest build, so its version can't be pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home ita

WORKDIR /srv/ita
COPY requirements.txt requirements-server.txt ./
RUN pip install --no-cache-dir -r requirements-server.txt
COPY . .
RUN mkdir -p data/store && chown 10001 data/store

USER 10001
ENV PYTHONUNBUFFERED=1
VOLUME /srv/ita/data/store
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/health')"]
CMD ["python", "-m", "ita", "serve", "--server.address=0.0.0.0", "--server.headless=true"]
