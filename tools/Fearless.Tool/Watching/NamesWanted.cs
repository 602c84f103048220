namespace Fearless.Tool.Watching;

/// <summary>When the names of methods that were there before the watching began are wanted.</summary>
internal enum NamesWanted
{
    /// <summary>The process tells them with its last events.</summary>
    AtTheEnd,

    /// <summary>For a live view. The process tells them first, and cannot end meanwhile: for one that tries to, this fails after some seconds.</summary>
    AtOnce,
}
