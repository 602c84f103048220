namespace Fearless.Sync;

/// <summary>The model has one way to sleep, and no futex.</summary>
internal static class FutexSlot
{
    public static bool IsAvailable => false;
}
