// workload: data-parallel
// expect: FA1004 par @ Task.WaitAll(
static class Filters
{
    public static void Apply(List<float[]> images)
    {
        var tasks = new List<Task>();
        foreach (float[] image in images)
            tasks.Add(Task.Factory.StartNew(() => Normalize(image)));
        Task.WaitAll(tasks.ToArray());
    }

    private static void Normalize(float[] image)
    {
        float max = image.Max();
        for (int i = 0; i < image.Length; i++)
            image[i] /= max;
    }
}
