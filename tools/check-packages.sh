#!/usr/bin/env bash
# Packs the command as a .NET tool and the module as the gallery takes it; installs both from their folder into places of
# their own and uses them. Touches nothing outside a temporary folder and the build results. The module is used in the
# PowerShell that .config/dotnet-tools.json pins, or in the one that AUDITGRAPH_PWSH names.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet pack AuditGraph.sln -c Release -o "$folder/packages" -v quiet -nologo
cat > "$folder/nuget.config" <<CONFIG
<configuration><packageSources><clear /><add key="built" value="$folder/packages" /></packageSources></configuration>
CONFIG
dotnet tool install AuditGraph.Tool --tool-path "$folder/tools" --configfile "$folder/nuget.config"
"$folder/tools/auditgraph" version --format table
"$folder/tools/auditgraph" jobs list --root .
dotnet tool uninstall AuditGraph.Tool --tool-path "$folder/tools"

pwsh=(dotnet pwsh)
if [ -n "${AUDITGRAPH_PWSH:-}" ]; then pwsh=("$AUDITGRAPH_PWSH"); else dotnet tool restore; fi

# The gallery's commands unpack a package into a folder of its name and version below a module path.
cat > "$folder/use.ps1" <<'SCRIPT'
param([string] $Folder)
$ErrorActionPreference = 'Stop'
$package = Get-ChildItem "$Folder/packages/AuditGraph.[0-9]*.nupkg"
$version = $package.BaseName -replace '^AuditGraph\.'
[IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, "$Folder/modules/AuditGraph/$version")
$env:PSModulePath = "$Folder/modules"
"AuditGraph $((Get-Command Get-AuditJob).Version): $((Get-AuditJob -Root . | Sort-Object Name).Name -join ', ')"
(Get-Help Invoke-AuditJob).Synopsis
SCRIPT
"${pwsh[@]}" -NoProfile -NonInteractive -File "$folder/use.ps1" "$folder"
