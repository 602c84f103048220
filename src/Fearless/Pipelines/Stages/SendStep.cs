using Fearless.Channels;

namespace Fearless.Pipelines;

/// <summary>Sends each item into a channel of the user's, where it ends.</summary>
internal readonly struct SendStep<T>(Sender<T> sender) : IStep<T, T>
{
    public bool TryApply(T item, CancellationToken token, out T result)
    {
        sender.Send(item, token);
        result = item;
        return true;
    }
}
