using Fearless.Sync;

namespace Fearless.Tests.Sync.Waiting;

/// <summary>When a wait looks before it sleeps, and for how long.</summary>
public class WaitSpinTests
{
    // With one processor nobody can bring anything while this thread looks, and no wait looks.
    private static bool Looks => Environment.ProcessorCount > 1;

    [Fact]
    public void Short_looks_go_on_while_they_pay()
    {
        var spin = default(WaitSpin);
        for (int i = 0; i < 100; i++)
        {
            WaitLook look = spin.Begin();
            Assert.Equal((Looks, false), (look.IsAny, look.IsPatient));
            look.Next();
            spin.Succeeded(look);
        }
    }

    [Fact]
    public void After_looks_in_vain_there_are_none_but_a_patient_one_now_and_then_and_ever_less_often()
    {
        var spin = default(WaitSpin);
        List<int> waits = [];
        for (int wait = 0; wait < 4_000; wait++)
        {
            WaitLook look = spin.Begin();
            if (look.IsPatient)
                waits.Add(wait);
            spin.Failed(look);
        }
        // Every 32nd wait after the four that failed, then every 64th, up to every 1,024th.
        Assert.Equal(Looks ? [35, 99, 227, 483, 995, 2019, 3043] : [], waits);
    }

    [Fact]
    public void A_patient_look_that_succeeds_late_is_followed_by_others()
    {
        WaitSpin spin = Discouraged();
        for (int i = 0; i < 100; i++)
        {
            WaitLook look = NextLook(ref spin);
            Assert.Equal(Looks, look.IsPatient);
            while (look.IsShort && look.Next())
            {
            }
            Assert.False(look.IsAny && look.IsShort);
            spin.Succeeded(look);
            Assert.Equal(Looks, spin.Begin().IsPatient);
        }
    }

    [Fact]
    public void A_patient_look_that_succeeds_at_once_brings_the_short_ones_back()
    {
        WaitSpin spin = Discouraged();
        WaitLook look = NextLook(ref spin);
        look.Next();
        spin.Succeeded(look);
        Assert.Equal((Looks, false), (spin.Begin().IsAny, spin.Begin().IsPatient));
    }

    [Fact]
    public void A_look_ends()
    {
        var spin = Discouraged();
        WaitLook look = NextLook(ref spin);
        int rounds = 0;
        while (look.Next())
            rounds++;
        Assert.InRange(rounds, Looks ? 1 : 0, 200);
        Assert.False(default(WaitLook).Next());
    }

    /// <summary>One whose short looks were in vain until it gave them up.</summary>
    private static WaitSpin Discouraged()
    {
        var spin = default(WaitSpin);
        for (int i = 0; i < 4; i++)
            spin.Failed(spin.Begin());
        return spin;
    }

    private static WaitLook NextLook(ref WaitSpin spin)
    {
        for (int i = 0; i < 2_000; i++)
        {
            WaitLook look = spin.Begin();
            if (look.IsAny)
                return look;
            spin.Failed(look);
        }
        return default;
    }
}
