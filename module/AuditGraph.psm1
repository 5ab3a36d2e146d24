# The cmdlets and their libraries live in a load context of their own (lib/); the public types are loaded already.
$cmdlets = Import-Module -Assembly ([AuditGraph.Loading.ModuleLoadContext]::LoadCmdlets()) -PassThru

# An inner module that stayed behind would leave the next import without cmdlets (PowerShell issue 20710).
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $cmdlets }
