// What the examples of the documentation mention and leave to the reader's imagination.
static class Prelude
{
    public static readonly string[] names = [], paths = [], files = [];
    public static readonly double[] samples = [], numbers = [];
    public static readonly int half = 0, rowLength = 1, rowBytes = 1;
    public static readonly int[] pixels = [];
    public static readonly byte[] image = [];
    public static readonly string text = "";
    public static readonly CancellationToken token;

    public static readonly IProgress<Fearless.Pipelines.PipelineProgress>? progress;

    public static Thumbnail Load(string path) => new();
    public static Thumbnail Filter(Thumbnail image) => image;
    public static void Save(Thumbnail image) { }
    public static void CountInto(Span<int> histogram) { }
    public static string[] UpperAll(ReadOnlySpan<string> names) => [];
    public static void Index(string path) { }
    public static Thumbnail MakeThumbnail(string file) => new();
    public static double Sum(double[] numbers) => 0;
    public static void Invert(Span<byte> row) { }
    public static void Prepare() { }
    public static void Listen() { }
    public static void Serve() { }
    public static void Work() { }
    public static void Process(string path) { }
    public static long Expensive(long input) => input;
    public static void Process(long value) { }
    public static void Enqueue(Action job) { }
    public static void ParseHeader() { }
    public static void ParseBody() { }
}

class Thumbnail;
