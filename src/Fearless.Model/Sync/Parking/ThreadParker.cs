using Fearless.Testing;

namespace Fearless.Sync;

/// <summary>The product's <c>ThreadParker</c>: one parker for each thread of the model, in each execution a new one.</summary>
internal static class ThreadParker
{
    private static readonly object Key = new();

    [ThreadStatic]
    private static Parker? t_outside;

    public static Parker Current => ModelThread.Current is { } thread ? thread.Local(Key, static () => new Parker()) : t_outside ??= new Parker();
}
