using System.Diagnostics;
using System.Globalization;

namespace AuditGraph.Core.Tests.Git;

/// <summary>Does to a work tree, its index and its history what people and tools do, at random and without end.</summary>
internal sealed class GitMutations(string root, Random random)
{
    private static readonly string[] Patterns =
        ["*.log", "n*", "/new*", "!*.md", "docs/", "**/x", "*.cs", "d[0-4]/", "!d3/", "#", "*.tmp", "/exports", "*", "!*", "a/**/b", "sub*/"];

    private int serial;

    /// <summary>Does one thing.</summary>
    /// <returns>What was done, for who reads a failure.</returns>
    public string Next()
    {
        string file = Any("git ls-files -z; git ls-files -z -o");
        string fresh = FreshPath();
        string quoted = Quote(file);
        string there = Quote(fresh);
        string script = random.Next(30) switch
        {
            0 or 1 => $"printf '%s' {random.Next()} >>{quoted}",
            2 => $"printf '%s' {random.Next()} >{quoted}",
            3 => $"rm -rf {quoted}",
            4 => $"mkdir -p \"$(dirname {there})\"; mv {quoted} {there}",
            5 or 6 => $"mkdir -p \"$(dirname {there})\"; printf '%s' {random.Next(9)} >{there}",
            7 => $"[ -x {quoted} ] && chmod -x {quoted} || chmod +x {quoted}",
            8 => $"rm -rf {quoted}; ln -s target{random.Next(3)} {quoted}",
            9 => $"rm -rf {quoted}; mkdir -p {quoted}; printf 1 >{quoted}/in; printf 2 >{quoted}/in.log",
            10 => $"rm -rf {quoted}; mkdir -p {quoted}",
            // Git itself waits for ever on a .gitignore that is a pipe.
            11 => $"case {quoted} in *.git*) ;; *) rm -rf {quoted}; mkfifo {quoted};; esac",
            12 => $"d=\"$(dirname {quoted})\"; [ \"$d\" != . ] && rm -rf \"$d\" && ln -s . \"$d\"",
            13 => $"printf '%s\\n' {Quote(Patterns[random.Next(Patterns.Length)])} >>\"$(dirname {quoted})/.gitignore\"",
            14 => $"rm -f .gitignore \"$(dirname {quoted})/.gitignore\"",
            15 => $"printf '%s\\n' {Quote(Patterns[random.Next(Patterns.Length)])} >>.git/info/exclude",
            16 => ": >.git/info/exclude",
            17 => $"git add -f {quoted}",
            18 => $"git rm -q --cached {quoted}",
            19 => "git add -A",
            20 => $"git commit -qm {serial} --allow-empty",
            21 => $"git checkout -qf HEAD -- {quoted}",
            22 => $"git update-index --skip-worktree {quoted}",
            23 => $"git update-index --assume-unchanged {quoted}; printf 1 >>{quoted}",
            24 => $"touch -d '@{random.Next(1_000_000_000)}' {quoted}",
            25 => $"tr -d '\\r' <{quoted} | sed 's/$/\\r/' >.git/crlf; cat .git/crlf >{quoted}",
            26 => $"git init -q {there} && cd {there} && printf 1 >in && git add in && git -c user.name=a -c user.email=a@b commit -qm1",
            27 => $"[ -e {there} ] || {{ git -c protocol.file.allow=always submodule --quiet add \"$(pwd)/.git\" {there}; }}",
            28 => "s=\"$(git ls-files -s | sed -n 's/^160000 [0-9a-f]* 0\\t//p' | head -1)\"; [ -n \"$s\" ] && cd \"$s\" && "
                + (random.Next(3) switch
                {
                    0 => "git -c user.name=a -c user.email=a@b commit -qm1 --allow-empty",
                    1 => "printf 1 >>\"$(git ls-files | head -1)\"",
                    _ => "printf 1 >untracked",
                }),
            _ => "git reset -q --hard && git clean -qfdx",
        };

        // What cannot be done, such as adding a file that is gone, is no harm.
        // Whoever opens a pipe waits for its other end.
        Shell($"[ -p {quoted} ] && rm -f {quoted}; [ -p {there} ] && rm -f {there}; {script}");
        serial++;
        return script;
    }

    /// <summary>Runs a shell script in the work tree.</summary>
    public string Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.Latin1,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    /// <summary>A text as one word for the shell; bytes are written as Latin-1, so that names need not be UTF-8.</summary>
    public static string Quote(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-')
        ? text
        : "\"$(printf '" + string.Concat(text.Select(letter => string.Create(CultureInfo.InvariantCulture, $"\\{Convert.ToString(letter, 8).PadLeft(3, '0')}"))) + "')\"";

    private string Any(string script)
    {
        string[] paths = Shell(script).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return paths.Length == 0 ? "nothing" : paths[random.Next(paths.Length)].TrimEnd('/');
    }

    private string FreshPath()
    {
        string name = random.Next(8) switch
        {
            0 => "new\xff" + serial,
            1 => "n ew\t" + serial,
            2 => "-" + serial,
            3 => "x",
            4 => $"file{serial}.log",
            5 => $"exports/{serial}",
            _ => "n" + random.Next(20),
        };
        return random.Next(2) == 0 ? name : $"d{random.Next(5)}/{name}";
    }
}
