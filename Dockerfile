# The program alone, for a user without rights, on a root file system that may be read-only:
#   docker build -t punktum .
#   docker run --read-only -v punktum:/data -e DISCORD_TOKEN=… punktum

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked --bin punktum && mkdir /data

FROM debian:bookworm-slim
COPY --from=build /src/target/release/punktum /usr/local/bin/punktum
# Database, hash key and, on the console, pictures: nothing else is written.
COPY --from=build --chown=10001:10001 /data /data
WORKDIR /data
VOLUME /data
ENV DATABASE_URL=/data/punktum.db
USER 10001:10001
ENTRYPOINT ["punktum"]
