# How a script starts the PowerShell that it runs in once more, in a fresh process. Dot-sourced.

<#
.SYNOPSIS
    Emits the program to start and the arguments that come before all others: no profile, no questions.
.DESCRIPTION
    Where PowerShell is a .NET tool, the process is `dotnet`, which is given PowerShell's assembly to run.
#>
function Get-TestShell {
    $program = [Environment]::ProcessPath
    $program
    if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { [Environment]::GetCommandLineArgs()[0] }
    '-NoProfile', '-NonInteractive'
}

<#
.SYNOPSIS
    Runs PowerShell in a fresh process with the arguments given.
#>
function Invoke-TestShell {
    $program, $first = Get-TestShell
    & $program @first @args
}
