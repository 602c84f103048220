// workload: data-parallel
// expect: FC6007 par @ new Thread(() => Sharpen(image))
static class Sharpening
{
    public static void Run(float[][] images)
    {
        var threads = new Thread[images.Length];
        for (int i = 0; i < images.Length; i++)
        {
            float[] image = images[i];
            threads[i] = new Thread(() => Sharpen(image));
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
    }

    private static void Sharpen(float[] image)
    {
        for (int i = 1; i < image.Length - 1; i++)
            image[i] = 2 * image[i] - (image[i - 1] + image[i + 1]) / 2;
    }
}
