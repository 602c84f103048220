using Fearless.Sync;

namespace Fearless.Tests.Sync;

/// <summary>The backends that this machine can run; every contract test runs over each.</summary>
public static class ParkerBackends
{
    public static TheoryData<string> Available
    {
        get
        {
            var names = new TheoryData<string>(nameof(ParkerBackend.Event));
            if (Parker.DefaultBackend != ParkerBackend.Event)
                names.Add(Parker.DefaultBackend.ToString());
            return names;
        }
    }

    internal static Parker Create(string backend) => new(Enum.Parse<ParkerBackend>(backend));
}
