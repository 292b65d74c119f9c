# Built by Maven first (mvn package), so that the image holds what was tested and nothing to build it with.
FROM eclipse-temurin:17-jre
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home /draaiboek draaiboek
WORKDIR /draaiboek
COPY target/draaiboek-*.jar draaiboek.jar
COPY processes processes
COPY forms forms
USER draaiboek
EXPOSE 8080
ENV DRAAIBOEK_PLAN_FOLDER=/draaiboek \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70"
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD curl -fsS http://localhost:8080/actuator/health || exit 1
ENTRYPOINT ["java", "-jar", "draaiboek.jar"]
