using System.Runtime.Intrinsics;

namespace Fearless.Benchmarks.Workloads.NBody;

/// <summary>A cloud of bodies that attract each other. Each body's sum runs in index order, so every split gives the same bits.</summary>
internal static class Cloud
{
    private const double TimeStep = 0.01;
    private const double Softening = 0.05;

    /// <summary>Bodies at rest in the unit cube.</summary>
    public static Body[] Create(int bodies)
    {
        var random = new SplitMix64(42);
        var cloud = new Body[bodies];
        for (int index = 0; index < bodies; index++)
            cloud[index] = new Body(random.NextUnit(), random.NextUnit(), random.NextUnit(), 0, 0, 0, Mass: 1.0 / bodies);
        return cloud;
    }

    /// <summary>Moves the bodies from <paramref name="first"/> on by one tick into <paramref name="next"/>, as many as that holds.</summary>
    public static void Advance(ReadOnlySpan<Body> now, int first, Span<Body> next)
    {
        for (int index = 0; index < next.Length; index++)
            next[index] = Step(now, in now[first + index]);
    }

    /// <summary>A hash of the bits of all positions.</summary>
    public static ulong Hash(ReadOnlySpan<Body> bodies)
    {
        ulong hash = 0;
        foreach (ref readonly Body body in bodies)
            hash = Mix(Mix(Mix(hash, body.X), body.Y), body.Z);
        return hash;
    }

    private static Body Step(ReadOnlySpan<Body> all, in Body body)
    {
        double accelerationX = 0;
        double accelerationY = 0;
        double accelerationZ = 0;
        foreach (ref readonly Body other in all)
        {
            double x = other.X - body.X;
            double y = other.Y - body.Y;
            double z = other.Z - body.Z;
            double squared = (x * x) + (y * y) + (z * z) + Softening;
            double pull = other.Mass / (squared * Sqrt(squared));
            accelerationX += x * pull;
            accelerationY += y * pull;
            accelerationZ += z * pull;
        }

        double velocityX = body.VelocityX + (accelerationX * TimeStep);
        double velocityY = body.VelocityY + (accelerationY * TimeStep);
        double velocityZ = body.VelocityZ + (accelerationZ * TimeStep);
        return new Body(
            body.X + (velocityX * TimeStep),
            body.Y + (velocityY * TimeStep),
            body.Z + (velocityZ * TimeStep),
            velocityX,
            velocityY,
            velocityZ,
            body.Mass);
    }

    // Math.Sqrt becomes vsqrtsd, which keeps the upper half of its target register: in the loop above each root would wait for
    // the one before, and the loop take two thirds longer. Both lanes at once depend on nothing.
    private static double Sqrt(double value) => Vector128.Sqrt(Vector128.Create(value)).ToScalar();

    // FNV-1a, a word at a time.
    private static ulong Mix(ulong hash, double value) => (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 0x0000_0100_0000_01B3;
}
