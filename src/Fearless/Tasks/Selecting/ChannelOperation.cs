using Fearless.Channels;

namespace Fearless.Tasks;

/// <summary>An operation on a channel that a <see cref="ChannelArm{TResult}"/> waits for.</summary>
internal abstract class ChannelOperation<TResult>
{
    /// <summary>How the operation ended; what the wait ended by before that is seen by the loop's thread when it is over.</summary>
    public enum State
    {
        /// <summary>It was not carried out.</summary>
        NotChosen,

        /// <summary>It was carried out.</summary>
        Done,

        /// <summary>It was chosen because the other side is gone.</summary>
        Disconnected,
    }

    public State Ended { get; protected set; }

    /// <summary>Adds it to <paramref name="selection"/>, with handlers that only note what happened: they run on any thread.</summary>
    public abstract void AddTo(Selection selection);

    /// <summary>Runs the user's handler.</summary>
    public abstract TResult Finish();
}
