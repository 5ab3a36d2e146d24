# An audit by AuditGraph's action protocol: does every source file say under which licence it is?
function Say([string] $Type, [hashtable] $Member) {
    [Console]::Out.WriteLine((@{ type = $Type } + $Member | ConvertTo-Json -Compress -Depth 5))
}

$given = [Console]::In.ReadLine() | ConvertFrom-Json -AsHashtable
if ($given.protocol -ne 'auditgraph/1') { throw "This speaks auditgraph/1, and not $($given.protocol)." }

$found = 0
Say rule @{ rule = 'licence.missing'; summary = 'Every source file says under which licence it is.' }
$files = @(Get-ChildItem $given.root -Recurse -File | Where-Object Extension -In $given.arguments.suffixes | Sort-Object FullName)
foreach ($file in $files) {
    if (-not (Select-String -LiteralPath $file.FullName -SimpleMatch $given.arguments.words -Quiet)) {
        $found++
        Say finding @{ rule = 'licence.missing'; path = $file.FullName; line = 1; key = 'licence'; message = "Nothing here says $($given.arguments.words)." }
    }
}
Say fact @{ name = 'files'; label = 'Files looked at'; value = $files.Count }
Say end @{ findings = $found }
