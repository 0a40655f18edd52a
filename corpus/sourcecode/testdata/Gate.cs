using System;

namespace Harbour.Gates
{
    /// <summary>A gate of the harbour.</summary>
    [Serializable]
    public sealed class Gate : IDisposable
    {
        private readonly string path = @"c:\{";

        /// <summary>Makes a gate that is shut.</summary>
        public Gate(string name) : base(name) { }

        public int Level { get; private set; }

        // Opens it unless the water is frozen.
        [Obsolete("no")]
        public async Task<bool> OpenAsync<T>(T by, int level = 1) where T : class
        {
            return await Task.FromResult(true);
        }

        public int Double() => Level * 2;
    }

    public record Tide(int Height);

    interface IMoved { void Moved(Gate gate); }
}
