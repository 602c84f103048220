namespace Fearless.Plumbing;

/// <summary>Drives the producer of an opened source into a consumer.</summary>
internal readonly struct DriveCallback<T, TConsumer>(IterationOptions options, TConsumer consumer) : IProducerCallback<T, TConsumer>
    where T : allows ref struct
    where TConsumer : struct, IConsumer<TConsumer, T>
{
    public TConsumer Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T> =>
        Driver.Run<TProducer, T, TConsumer>(producer, options, consumer);
}
