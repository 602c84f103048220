namespace Fearless.Tool.Watched;

/// <summary>Awaits the end.</summary>
internal static class Nothing
{
    public static async Task<double> Run(TimeSpan duration)
    {
        await Task.Delay(duration);
        return 1;
    }
}
