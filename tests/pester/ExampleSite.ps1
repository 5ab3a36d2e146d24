# The workspace in which the examples of the help run: dot-sourced by the tests that run them.

<#
.SYNOPSIS
    Makes the examples' workspace at a path: a small web site with three jobs, one run, and changes since.
#>
function New-ExampleSite {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([Parameter(Mandatory)] [string] $Path)

    $null = New-Item -ItemType Directory -Force -Path $Path/config, $Path/css, $Path/news
    Set-Content -LiteralPath $Path/config/jobs.yaml -Value @'
# yaml-language-server: $schema=https://raw.githubusercontent.com/auditgraph/auditgraph/main/config/jobs.schema.json
version: 1
jobs:
  changed_since:
    description: What changed since the last run
    tags: [daily]
    action:
      type: report.changed_since
      args: { since: last-run }
  settings:
    description: Changes to the settings alone
    tags: [daily, security]
    action:
      type: report.changed_since
      args: { since: last-run, include: ["config/**"] }
    output: { path: exports/reports/settings.json }
  weekly:
    description: A table for the spreadsheet
    tags: [weekly]
    action:
      type: report.changed_since
      args: { since: 7d }
    output: { path: exports/weekly/changes.csv }
'@
    Set-Content -LiteralPath $Path/config/site.conf -Value 'title = Home'
    Set-Content -LiteralPath $Path/index.html -Value '<h1>Home</h1>'
    Set-Content -LiteralPath $Path/css/site.css -Value 'h1 { color: navy }'
    Set-Content -LiteralPath $Path/news/old.html -Value '<p>Old news</p>'

    # One after the other, so that what was taken first is always the same one.
    Invoke-AuditJob changed_since, settings -ThrottleLimit 1 -Root $Path | Out-Null
    Set-Content -LiteralPath $Path/index.html -Value '<h1>Welcome home</h1>'
    Set-Content -LiteralPath $Path/news/today.html -Value '<p>News of today</p>'
    Remove-Item -LiteralPath $Path/news/old.html
}

<#
.SYNOPSIS
    Makes the other workspace of the examples at a path: a handbook with a check, which has run once and found something.
#>
function New-ExampleHandbook {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([Parameter(Mandatory)] [string] $Path)

    $null = New-Item -ItemType Directory -Force -Path $Path/config, $Path/drafts
    Set-Content -LiteralPath $Path/config/jobs.yaml -Value @'
version: 1
jobs:
  pages:
    description: What no page may be without
    controls: [ISO27001/A.5.37]
    action:
      type: check.files
      args:
        rules:
          - { name: finished, files: "*.md", forbid: TODO, message: Something is left to do. }
          - { name: licence, files: LICENSE, require: present, severity: warning, message: Nobody says who may use this. }
'@
    Set-Content -LiteralPath $Path/start.md -Value "# Start`nTODO say where"
    Set-Content -LiteralPath $Path/drafts/style.md -Value "# Style`nShort sentences.`nTODO more"
    Invoke-AuditJob pages -Root $Path -WarningAction SilentlyContinue | Out-Null
    Set-Content -LiteralPath $Path/start.md -Value "# Start`nHere.`nTODO say where`nTODO and when"
}

<#
.SYNOPSIS
    Makes the third workspace of the examples at a path: a server's files with a check of their integrity, which has run once.
#>
function New-ExampleServer {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    param([Parameter(Mandatory)] [string] $Path)

    $null = New-Item -ItemType Directory -Force -Path $Path/config, $Path/bin, $Path/etc
    Set-Content -LiteralPath $Path/config/jobs.yaml -Value @'
version: 1
jobs:
  integrity:
    description: Whether everything is as it was approved
    action:
      type: check.integrity
      args: { exclude: [config/], rules: [{ path: ["**"], watch: [content, mode] }] }
'@
    Set-Content -LiteralPath $Path/bin/app -Value 'echo hello'
    Set-Content -LiteralPath $Path/bin/tool -Value 'echo done'
    Set-Content -LiteralPath $Path/etc/app.conf -Value 'port = 8080'
    Invoke-AuditJob integrity -Root $Path -WarningAction SilentlyContinue | Out-Null
}
