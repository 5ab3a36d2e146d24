#!/usr/bin/env bash
# Packs the command as a .NET tool, installs the package from its folder into a path of its own, runs it and uninstalls
# it. Touches nothing outside a temporary folder and the build results.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet pack src/AuditGraph.Cli -c Release -o "$folder/packages" -v quiet -nologo
cat > "$folder/nuget.config" <<CONFIG
<configuration><packageSources><clear /><add key="built" value="$folder/packages" /></packageSources></configuration>
CONFIG
dotnet tool install AuditGraph.Tool --tool-path "$folder/tools" --configfile "$folder/nuget.config"
"$folder/tools/auditgraph" version --format table
"$folder/tools/auditgraph" jobs list --root .
dotnet tool uninstall AuditGraph.Tool --tool-path "$folder/tools"
