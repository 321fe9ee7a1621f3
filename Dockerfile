# The server with the embedded model.
#   docker build -t emotions4j .
#   docker run --rm -p 8080:8080 --read-only --tmpfs /tmp emotions4j
# docs/guide/serve.md has the options; they follow the name of the image.

FROM eclipse-temurin:17-jdk AS build
RUN apt-get update && apt-get install --yes --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN mvn --batch-mode --no-transfer-progress -Pfast -DskipTests -pl emotions4j-cli -am \
        package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/build/lib \
 && cp emotions4j-cli/target/emotions4j-cli-*.jar lib/

FROM eclipse-temurin:17-jre
RUN useradd --system --no-create-home --shell /usr/sbin/nologin emotions4j \
 && mkdir -p /var/cache/emotions4j && chown emotions4j /var/cache/emotions4j
COPY --from=build /build/lib /opt/emotions4j/lib
COPY LICENSE NOTICE /opt/emotions4j/
# Native libraries, the unpacked model and the check of batches lie in the cache, so that the file system can be read-only.
ENV EMOTIONS4J_CACHE=/var/cache/emotions4j ORT_DISABLE_TELEMETRY=1 LC_ALL=C.UTF-8 \
    JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto"
USER emotions4j
RUN printf 'Thanks!\nWhat a day\n' \
  | java -cp '/opt/emotions4j/lib/*' io.github.emotions4j.cli.Main classify --format jsonl > /dev/null
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-cp", "/opt/emotions4j/lib/*", "io.github.emotions4j.cli.Main", "serve", "--host", "0.0.0.0"]
