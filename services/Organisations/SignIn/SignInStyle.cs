using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>
/// The look of the sign-in page, in the page itself: nothing is loaded, and the policy allows this text by its hash.
/// Both schemes keep text at 4.5:1 or more, borders of fields and the focus ring at 3:1 or more.
/// </summary>
internal static class SignInStyle
{
    public const string Text = """
        :root{color-scheme:light dark;--page:#f3f5f8;--card:#fff;--ink:#17202b;--soft:#51606f;--line:#d3dae3;
        --edge:#76818f;--brand:#0b57a4;--brand-over:#084684;--on-brand:#fff;--ring:#b25a00;
        --bad:#b3261e;--bad-tint:#fdecea;--good:#1b6b3a;--good-tint:#e6f4ea;
        --shade:0 1px 2px #1a22300f,0 12px 32px #1a223014}
        @media(prefers-color-scheme:dark){:root{--page:#0e141b;--card:#161e28;--ink:#e8eef5;--soft:#a4b2c2;
        --line:#2f3c4b;--edge:#8695a6;--brand:#7db8f5;--brand-over:#a3cdf8;--on-brand:#06213d;--ring:#ffb454;
        --bad:#ffb4ab;--bad-tint:#3b1f1e;--good:#8fd7a8;--good-tint:#17301f;--shade:none}}
        *{box-sizing:border-box}
        body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;align-items:center;
        justify-content:center;padding:1.5rem 1rem;background:var(--page);color:var(--ink);
        font:1rem/1.6 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",
        system-ui,sans-serif}
        :lang(en) body{font-family:-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
        .brand{display:flex;align-items:center;gap:.6rem;margin:0 0 1.25rem;font-weight:600;font-size:1.05rem}
        .brand svg{width:2rem;height:2rem;flex:none}
        .brand rect{fill:#0b57a4}.brand path{fill:none;stroke:#fff;stroke-width:4;
        stroke-linecap:round;stroke-linejoin:round}.brand .frame{stroke:#ffb81c}
        main{width:100%;max-width:26rem;padding:2rem;background:var(--card);border:1px solid var(--line);
        border-radius:12px;box-shadow:var(--shade)}
        h1{margin:0;font-size:1.5rem;line-height:1.3}
        p{margin:.35rem 0 0}.soft,.en{color:var(--soft);font-weight:400}.en{font-size:.875em}
        .ways{display:grid;grid-template-columns:1fr 1fr;gap:4px;margin-top:1.5rem;padding:4px;background:var(--page);
        border-radius:12px}
        .ways a{display:flex;align-items:center;justify-content:center;gap:.35rem;min-height:44px;padding:.25rem .5rem;
        border-radius:9px;color:var(--soft);text-decoration:none;font-weight:600}
        .ways a:hover{color:var(--ink)}
        .ways a[aria-current]{background:var(--card);color:var(--ink);box-shadow:0 0 0 1px var(--line)}
        .ways a[aria-current]::before{content:"";width:.5rem;height:.5rem;border-radius:50%;background:var(--brand)}
        label{display:block;margin-top:1.25rem;font-weight:600}
        input{display:block;width:100%;min-height:48px;margin-top:.35rem;padding:.4rem .75rem;font:inherit;
        color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:10px}
        input[aria-invalid]{border:2px solid var(--bad)}
        .code{font-size:1.5rem;letter-spacing:.4em;font-variant-numeric:tabular-nums}
        .main{width:100%;min-height:48px;margin-top:1.5rem;padding:.4rem 1rem;font:inherit;font-weight:600;
        color:var(--on-brand);background:var(--brand);border:0;border-radius:10px;cursor:pointer}
        .main:hover{background:var(--brand-over)}.main .en{color:inherit}
        .more{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem;margin-top:.75rem;
        font-size:.9375rem}
        .link{display:inline-flex;align-items:center;gap:.35rem;min-height:44px;padding:0;font:inherit;
        color:var(--brand);background:none;border:0;text-decoration:underline;text-underline-offset:.2em;cursor:pointer}
        .link .en{color:inherit}
        .notice{margin-top:1.25rem;padding:.7rem .9rem;border-radius:10px;background:var(--bad-tint);
        border-inline-start:4px solid var(--bad)}
        .notice.good{background:var(--good-tint);border-color:var(--good)}
        .notice .en{display:block;color:inherit}.error{margin-top:.35rem;color:var(--bad);font-weight:600}
        .error .en{display:block;color:inherit}
        :focus-visible{outline:3px solid var(--ring);outline-offset:2px}
        @media(max-width:30rem){body{justify-content:flex-start;padding-top:2rem}main{padding:1.5rem 1.25rem}}
        @media(forced-colors:active){.ways a[aria-current]{outline:2px solid}}
        """;

    public static readonly string Hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
