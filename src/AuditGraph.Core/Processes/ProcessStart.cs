using System.Runtime.InteropServices;
using System.Text;
using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Processes;

/// <summary>Starts a program with <c>posix_spawn</c>, which the base library does not offer with a process group of its own.</summary>
internal static unsafe class ProcessStart
{
    /// <summary>Starts a program in a session of its own, with all signals as they are by default.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="input">Where it reads from, or null for nothing.</param>
    /// <param name="output">Where it writes to.</param>
    /// <param name="error">Where it complains to.</param>
    /// <returns>The process's number, which is its group's too.</returns>
    /// <exception cref="IOException">The system refused.</exception>
    public static int Start(ProcessRequest request, SafePipeHandle? input, SafePipeHandle output, SafePipeHandle error)
    {
        byte* actions = stackalloc byte[ProcessCalls.OpaqueSize];
        byte* attributes = stackalloc byte[ProcessCalls.OpaqueSize];
        using var arguments = new NativeTexts([request.Program, .. request.Arguments]);
        using var environment = new NativeTexts([.. request.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        using var paths = new NativeTexts([request.Program, request.WorkingFolder, "/dev/null"]);
        Check(ProcessCalls.InitializeActions(actions), request);
        Check(ProcessCalls.InitializeAttributes(attributes), request);
        try
        {
            Check(ProcessCalls.AddChangeFolder(actions, paths.Pointers[1]), request);
            Check(
                input is null
                    ? ProcessCalls.AddOpen(actions, 0, paths.Pointers[2], 0, 0)
                    : ProcessCalls.AddDuplicate(actions, input, 0),
                request);
            Check(ProcessCalls.AddDuplicate(actions, output, 1), request);
            Check(ProcessCalls.AddDuplicate(actions, error, 2), request);
            ResetSignals(attributes, request);
            int process;
            Check(ProcessCalls.Spawn(&process, paths.Pointers[0], actions, attributes, arguments.Pointers, environment.Pointers), request);
            return process;
        }
        finally
        {
            _ = ProcessCalls.DestroyActions(actions);
            _ = ProcessCalls.DestroyAttributes(attributes);
        }
    }

    // The runtime ignores SIGPIPE, and a program that inherits that never notices that nobody reads any more.
    private static void ResetSignals(byte* attributes, ProcessRequest request)
    {
        byte* signals = stackalloc byte[ProcessCalls.OpaqueSize];
        Check(ProcessCalls.ClearSignals(signals), request);
        Check(ProcessCalls.SetSignalMask(attributes, signals), request);
        Check(ProcessCalls.FillSignals(signals), request);
        Check(ProcessCalls.SetDefaultSignals(attributes, signals), request);
        int flags = ProcessCalls.OwnSession | ProcessCalls.ResetSignals | ProcessCalls.ResetSignalMask;
        Check(ProcessCalls.SetFlags(attributes, (short)flags), request);
    }

    private static void Check(int error, ProcessRequest request)
    {
        if (error != 0)
        {
            throw new IOException($"'{request.Program}' cannot be started in '{request.WorkingFolder}': {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>A list of texts as C has it: pointers to UTF-8 ended by zero bytes, and a null pointer at the end.</summary>
    private sealed class NativeTexts : IDisposable
    {
        private readonly nint[] texts;

        public NativeTexts(IReadOnlyList<string> values)
        {
            texts = new nint[values.Count];
            Pointers = (byte**)NativeMemory.AllocZeroed((nuint)values.Count + 1, (nuint)sizeof(byte*));
            for (int index = 0; index < texts.Length; index++)
            {
                if (values[index].Contains('\0', StringComparison.Ordinal))
                {
                    Dispose();
                    throw new ArgumentException("Neither an argument nor a variable can hold a zero byte.", nameof(values));
                }

                byte[] bytes = Encoding.UTF8.GetBytes(values[index] + '\0');
                texts[index] = (nint)NativeMemory.Alloc((nuint)bytes.Length);
                bytes.CopyTo(new Span<byte>((byte*)texts[index], bytes.Length));
                Pointers[index] = (byte*)texts[index];
            }
        }

        public byte** Pointers { get; }

        public void Dispose()
        {
            foreach (nint text in texts)
            {
                NativeMemory.Free((byte*)text);
            }

            NativeMemory.Free(Pointers);
        }
    }
}
