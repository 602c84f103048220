// clean: Par().Chunks
static class Program
{
    static void Run(byte[] image, int row) => image.AsSpan().Par().Chunks(row).ForEach(static part => part.Reverse());
}
