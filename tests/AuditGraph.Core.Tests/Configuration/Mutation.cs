using System.Text;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Damages configurations at random, so that a seed repeats it.</summary>
internal static class Mutation
{
    /// <summary>Pieces of YAML that change the meaning of what they are put into.</summary>
    public static readonly string[] Pieces =
    [
        "\t", " ", "\n", "\r\n", "\r", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "#", " #", "&a ", "*a", "!x ", "!!str ", "|\n", ">-\n",
        "'", "\"", "\\", "%YAML 1.1\n", "---\n", "...\n", "<<: ", "@", "`", "~", "null", "no", "017", "1_000", "\0", "\u0085",
        "\u2028", "\ufeff", "\ud83d\ude00", "é", "  ", "jobs:", "version: 1\n", "needs: [a]\n", "\\ud800", "\"\\x\"", "\u202e",
    ];

    /// <summary>A configuration with one to four damages, of which some are pieces of another one.</summary>
    public static byte[] Of(byte[] bytes, byte[] other, Random random)
    {
        var mutated = new List<byte>(bytes);
        for (int count = 1 + random.Next(4); count > 0; count--)
        {
            int at = random.Next(mutated.Count + 1);
            int length = Math.Min(random.Next(1, 12), mutated.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    mutated.RemoveRange(at, length);
                    break;
                case 1:
                    mutated.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 2 when at < mutated.Count:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 3:
                    mutated.InsertRange(at, mutated.GetRange(at, length));
                    break;
                case 4:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                case 5:
                    int from = random.Next(other.Length);
                    mutated.InsertRange(at, other.AsSpan(from, Math.Min(40, other.Length - from)).ToArray());
                    break;
                case 6:
                    MoveLine(mutated, random);
                    break;
                default:
                    mutated.Insert(at, (byte)" \t\n:-[]{}'\"#&*!|>%@,?"[random.Next(21)]);
                    break;
            }
        }

        return [.. mutated];
    }

    private static void MoveLine(List<byte> bytes, Random random)
    {
        string[] lines = Encoding.Latin1.GetString([.. bytes]).Split('\n');
        int from = random.Next(lines.Length);
        int to = random.Next(lines.Length);
        (lines[from], lines[to]) = (lines[to], random.Next(2) == 0 ? lines[from] : " " + lines[from]);
        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }
}
