// race FC1003: buckets by value
static class Program
{
    static int[] Run(byte[] pixels)
    {
        var histogram = new int[256];
        Parallel.ForEach(pixels, pixel => { /*first, second*/histogram[pixel]++; });
        return histogram;
    }
}
