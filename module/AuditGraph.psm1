# A process holds one copy of the public types and their loader, whatever becomes of its module.
$types = Import-Module "$PSScriptRoot/AuditGraph.Abstractions.dll" -PassThru
if ([AuditGraph.Loading.ModuleLoadContext].Assembly.Location -cne $types.Path) {
    Remove-Module $types
    throw "AuditGraph in '$PSScriptRoot' needs a new session, because this one has loaded another copy of it."
}
Get-Module -All | Where-Object Name -Like '*AuditGraph.PowerShell*' | Remove-Module -Force # PowerShell issue 20710
$cmdlets = Import-Module -Assembly ([AuditGraph.Loading.ModuleLoadContext]::Cmdlets) -PassThru
$session = $ExecutionContext.SessionState
if ($session.LanguageMode -eq 'FullLanguage') { $session.Module.OnRemove = { Remove-Module $cmdlets } }
