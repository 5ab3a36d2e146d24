using System.Text;

namespace AuditGraph.Core.Canonical;

/// <summary>
/// Text taken apart into letters and marks, as Unicode's form NFD has it: two names that differ in nothing but
/// their normal form are the same then. The library knows this only where the system's tables are installed, and
/// those differ from one to the next.
/// </summary>
/// <remarks>
/// The table is made of the canonical decompositions of the Unicode Character Database within the first 65,536
/// characters, without the compatibility ideographs. Marks stay in their order.
/// </remarks>
internal static class Decomposition
{
    // The syllables of Hangul are not listed but computed (the Unicode Standard, section 3.12).
    private const char FirstSyllable = '\uac00';
    private const char LastSyllable = '\ud7a3';
    private const int Vowels = 21;
    private const int Tails = 28;

    // A mark, and pairs of a character with it and the one without;
    // of NUL a character and the one that it is replaced by.
    private static readonly (char Mark, string Pairs)[] Table =
    [
        ('\u0300', "ÀAÈEÌIÒOÙUàaèeìiòoùuǛÜǜüǸNǹnЀЕЍИѐеѝиḔĒḕēṐŌṑōẀWẁwẦÂầâẰĂằăỀÊềêỒÔồôỜƠờơỪƯừưỲYỳyἂἀἃἁἊἈἋἉἒἐ"),
        ('\u0300', "ἓἑἚἘἛἙἢἠἣἡἪἨἫἩἲἰἳἱἺἸἻἹὂὀὃὁὊὈὋὉὒὐὓὑὛὙὢὠὣὡὪὨὫὩὰαὲεὴηὶιὸοὺυὼωᾺΑῈΕῊΗ\u1fcd\u1fbfῒϊῚΙ"),
        ('\u0300', "\u1fdd\u1ffeῢϋῪΥ\u1fed\u00a8ῸΟῺΩ"),
        ('\u0301', "ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźzǗÜǘüǴGǵgǺÅǻåǼÆǽæǾØǿø\u0344\u0308"),
        ('\u0301', "\u0385\u00a8ΆΑΈΕΉΗΊΙΌΟΎΥΏΩΐϊάαέεήηίιΰϋόούυώωϓϒЃГЌКѓгќкḈÇḉçḖĒḗēḮÏḯïḰKḱkḾMḿmṌÕṍõṒŌṓōṔPṕp"),
        ('\u0301', "ṸŨṹũẂWẃwẤÂấâẮĂắăẾÊếêỐÔốôỚƠớơỨƯứưἄἀἅἁἌἈἍἉἔἐἕἑἜἘἝἙἤἠἥἡἬἨἭἩἴἰἵἱἼἸἽἹὄὀὅὁὌὈὍὉὔὐὕὑὝὙὤὠὥὡὬὨὭὩ"),
        ('\u0301', "\u1fce\u1fbf\u1fde\u1ffe"),
        ('\u0302', "ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷyẐZẑzẬẠậạỆẸệẹỘỌộọ"),
        ('\u0303', "ÃAÑNÕOãañnõoĨIĩiŨUũuṼVṽvẪÂẫâẴĂẵăẼEẽeỄÊễêỖÔỗôỠƠỡơỮƯữưỸYỹy"),
        ('\u0304', "ĀAāaĒEēeĪIīiŌOōoŪUūuǕÜǖüǞÄǟäǠȦǡȧǢÆǣæǬǪǭǫȪÖȫöȬÕȭõȰȮȱȯȲYȳyӢИӣиӮУӯуḠGḡgḸḶḹḷṜṚṝṛᾱαᾹΑῑιῙΙῡυ"),
        ('\u0304', "ῩΥ"),
        ('\u0306', "ĂAăaĔEĕeĞGğgĬIĭiŎOŏoŬUŭuЎУЙИйиўуӁЖӂжӐАӑаӖЕӗеḜȨḝȩẶẠặạᾰαᾸΑῐιῘΙῠυῨΥ"),
        ('\u0307', "ĊCċcĖEėeĠGġgİIŻZżzȦAȧaȮOȯoḂBḃbḊDḋdḞFḟfḢHḣhṀMṁmṄNṅnṖPṗpṘRṙrṠSṡsṤŚṥśṦŠṧšṨṢṩṣṪTṫtẆWẇwẊXẋx"),
        ('\u0307', "ẎYẏyẛſ"),
        ('\u0308', "ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸYΪΙΫΥϊιϋυϔϒЁЕЇІёеїіӒАӓаӚӘӛәӜЖӝжӞЗӟзӤИӥиӦОӧоӪӨӫөӬЭӭэӰУӱуӴЧӵчӸЫӹы"),
        ('\u0308', "ḦHḧhṎÕṏõṺŪṻūẄWẅwẌXẍxẗt"),
        ('\u0309', "ẢAảaẨÂẩâẲĂẳăẺEẻeỂÊểêỈIỉiỎOỏoỔÔổôỞƠởơỦUủuỬƯửưỶYỷy"),
        ('\u030a', "ÅAåaŮUůuẘwẙy"),
        ('\u030b', "ŐOőoŰUűuӲУӳу"),
        ('\u030c', "ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžzǍAǎaǏIǐiǑOǒoǓUǔuǙÜǚüǦGǧgǨKǩkǮƷǯʒǰjȞHȟh"),
        ('\u030f', "ȀAȁaȄEȅeȈIȉiȌOȍoȐRȑrȔUȕuѶѴѷѵ"),
        ('\u0311', "ȂAȃaȆEȇeȊIȋiȎOȏoȒRȓrȖUȗu"),
        ('\u0313', "ἀαἈΑἐεἘΕἠηἨΗἰιἸΙὀοὈΟὐυὠωὨΩῤρ"),
        ('\u0314', "ἁαἉΑἑεἙΕἡηἩΗἱιἹΙὁοὉΟὑυὙΥὡωὩΩῥρῬΡ"),
        ('\u031b', "ƠOơoƯUưu"),
        ('\u0323', "ḄBḅbḌDḍdḤHḥhḲKḳkḶLḷlṂMṃmṆNṇnṚRṛrṢSṣsṬTṭtṾVṿvẈWẉwẒZẓzẠAạaẸEẹeỊIịiỌOọoỢƠợơỤUụuỰƯựưỴYỵy"),
        ('\u0324', "ṲUṳu"),
        ('\u0325', "ḀAḁa"),
        ('\u0326', "ȘSșsȚTțt"),
        ('\u0327', "ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţtȨEȩeḐDḑdḨHḩh"),
        ('\u0328', "ĄAąaĘEęeĮIįiŲUųuǪOǫo"),
        ('\u032d', "ḒDḓdḘEḙeḼLḽlṊNṋnṰTṱtṶUṷu"),
        ('\u032e', "ḪHḫh"),
        ('\u0330', "ḚEḛeḬIḭiṴUṵu"),
        ('\u0331', "ḆBḇbḎDḏdḴKḵkḺLḻlṈNṉnṞRṟrṮTṯtẔZẕzẖh"),
        ('\u0338', "\u219a\u2190\u219b\u2192\u21ae\u2194\u21cd\u21d0\u21ce\u21d4\u21cf\u21d2\u2204\u2203"),
        ('\u0338', "\u2209\u2208\u220c\u220b\u2224\u2223\u2226\u2225\u2241\u223c\u2244\u2243\u2247\u2245"),
        ('\u0338', "\u2249\u2248\u2260=\u2262\u2261\u226d\u224d\u226e<\u226f>\u2270\u2264\u2271\u2265"),
        ('\u0338', "\u2274\u2272\u2275\u2273\u2278\u2276\u2279\u2277\u2280\u227a\u2281\u227b\u2284\u2282"),
        ('\u0338', "\u2285\u2283\u2288\u2286\u2289\u2287\u22ac\u22a2\u22ad\u22a8\u22ae\u22a9\u22af\u22ab"),
        ('\u0338', "\u22e0\u227c\u22e1\u227d\u22e2\u2291\u22e3\u2292\u22ea\u22b2\u22eb\u22b3\u22ec\u22b4"),
        ('\u0338', "\u22ed\u22b5\u2adc\u2add"),
        ('\u0342', "ἆἀἇἁἎἈἏἉἦἠἧἡἮἨἯἩἶἰἷἱἾἸἿἹὖὐὗὑὟὙὦὠὧὡὮὨὯὩᾶα\u1fc1\u00a8ῆη\u1fcf\u1fbfῖιῗϊ\u1fdf\u1ffeῦυῧϋ"),
        ('\u0342', "ῶω"),
        ('\u0345', "ᾀἀᾁἁᾂἂᾃἃᾄἄᾅἅᾆἆᾇἇᾈἈᾉἉᾊἊᾋἋᾌἌᾍἍᾎἎᾏἏᾐἠᾑἡᾒἢᾓἣᾔἤᾕἥᾖἦᾗἧᾘἨᾙἩᾚἪᾛἫᾜἬᾝἭᾞἮᾟἯᾠὠᾡὡᾢὢᾣὣᾤὤᾥὥᾦὦᾧὧᾨὨᾩὩᾪὪ"),
        ('\u0345', "ᾫὫᾬὬᾭὭᾮὮᾯὯᾲὰᾳαᾴάᾷᾶᾼΑῂὴῃηῄήῇῆῌΗῲὼῳωῴώῷῶῼΩ"),
        ('\u05b4', "\ufb1d\u05d9"),
        ('\u05b7', "\ufb1f\u05f2\ufb2e\u05d0"),
        ('\u05b8', "\ufb2f\u05d0"),
        ('\u05b9', "\ufb4b\u05d5"),
        ('\u05bc', "\ufb30\u05d0\ufb31\u05d1\ufb32\u05d2\ufb33\u05d3\ufb34\u05d4\ufb35\u05d5\ufb36\u05d6"),
        ('\u05bc', "\ufb38\u05d8\ufb39\u05d9\ufb3a\u05da\ufb3b\u05db\ufb3c\u05dc\ufb3e\u05de\ufb40\u05e0"),
        ('\u05bc', "\ufb41\u05e1\ufb43\u05e3\ufb44\u05e4\ufb46\u05e6\ufb47\u05e7\ufb48\u05e8\ufb49\u05e9"),
        ('\u05bc', "\ufb4a\u05ea"),
        ('\u05bf', "\ufb4c\u05d1\ufb4d\u05db\ufb4e\u05e4"),
        ('\u05c1', "\ufb2a\u05e9\ufb2c\ufb49"),
        ('\u05c2', "\ufb2b\u05e9\ufb2d\ufb49"),
        ('\u0653', "\u0622\u0627"),
        ('\u0654', "\u0623\u0627\u0624\u0648\u0626\u064a\u06c0\u06d5\u06c2\u06c1\u06d3\u06d2"),
        ('\u0655', "\u0625\u0627"),
        ('\u093c', "ऩनऱरऴळ\u0958क\u0959ख\u095aग\u095bज\u095cड\u095dढ\u095eफ\u095fय"),
        ('\u09bc', "\u09dcড\u09ddঢ\u09dfয"),
        ('\u09be', "\u09cb\u09c7"),
        ('\u09d7', "\u09cc\u09c7"),
        ('\u0a3c', "\u0a33ਲ\u0a36ਸ\u0a59ਖ\u0a5aਗ\u0a5bਜ\u0a5eਫ"),
        ('\u0b3c', "\u0b5cଡ\u0b5dଢ"),
        ('\u0b3e', "\u0b4b\u0b47"),
        ('\u0b56', "\u0b48\u0b47"),
        ('\u0b57', "\u0b4c\u0b47"),
        ('\u0bbe', "\u0bca\u0bc6\u0bcb\u0bc7"),
        ('\u0bd7', "ஔஒ\u0bcc\u0bc6"),
        ('\u0c56', "\u0c48\u0c46"),
        ('\u0cc2', "\u0cca\u0cc6"),
        ('\u0cd5', "\u0cc0\u0cbf\u0cc7\u0cc6\u0ccb\u0cca"),
        ('\u0cd6', "\u0cc8\u0cc6"),
        ('\u0d3e', "\u0d4a\u0d46\u0d4b\u0d47"),
        ('\u0d57', "\u0d4c\u0d46"),
        ('\u0dca', "\u0dda\u0dd9\u0ddd\u0ddc"),
        ('\u0dcf', "\u0ddc\u0dd9"),
        ('\u0ddf', "\u0dde\u0dd9"),
        ('\u0f72', "\u0f73\u0f71"),
        ('\u0f74', "\u0f75\u0f71"),
        ('\u0f80', "\u0f76\u0fb2\u0f78\u0fb3\u0f81\u0f71"),
        ('\u0fb5', "\u0f69ཀ\u0fb9\u0f90"),
        ('\u0fb7', "\u0f43ག\u0f4dཌ\u0f52ད\u0f57བ\u0f5cཛ\u0f93\u0f92\u0f9d\u0f9c\u0fa2\u0fa1\u0fa7\u0fa6"),
        ('\u0fb7', "\u0fac\u0fab"),
        ('\u102e', "ဦဥ"),
        ('\u1b35', "ᬆᬅᬈᬇᬊᬉᬌᬋᬎᬍᬒᬑ\u1b3b\u1b3a\u1b3d\u1b3c\u1b40\u1b3e\u1b41\u1b3f\u1b43\u1b42"),
        ('\u3099', "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほゔうゞゝガカギキグクゲケゴコザサジシズスゼセゾソダタヂチヅツデテドトバハビヒブフベヘボホヴウ"),
        ('\u3099', "ヷワヸヰヹヱヺヲヾヽ"),
        ('\u309a', "ぱはぴひぷふぺへぽほパハピヒプフペヘポホ"),
        ('\0', "\u0340\u0300\u0341\u0301\u0343\u0313\u0374ʹ\u037e;\u0387\u00b7\u1f71ά\u1f73έ\u1f75ή\u1f77ί"),
        ('\0', "\u1f79ό\u1f7bύ\u1f7dώ\u1fbbΆ\u1fbeι\u1fc9Έ\u1fcbΉ\u1fd3ΐ\u1fdbΊ\u1fe3ΰ\u1febΎ\u1fee\u0385"),
        ('\0', "\u1fef`\u1ff9Ό\u1ffbΏ\u1ffd\u00b4\u2000\u2002\u2001\u2003\u2126Ω\u212aK\u212bÅ\u2329\u3008"),
        ('\0', "\u232a\u3009"),
    ];

    private static readonly Lazy<Dictionary<char, string>> Parts = new(ReadTable);

    /// <summary>The text in parts; itself where it is ASCII.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var apart = new StringBuilder(text.Length + 8);
        foreach (char unit in text)
        {
            Append(apart, unit);
        }

        return apart.ToString();
    }

    private static void Append(StringBuilder apart, char unit)
    {
        if (unit is >= FirstSyllable and <= LastSyllable)
        {
            int index = unit - FirstSyllable;
            apart.Append((char)(0x1100 + (index / (Vowels * Tails)))).Append((char)(0x1161 + (index / Tails % Vowels)));
            if (index % Tails is > 0 and int tail)
            {
                apart.Append((char)(0x11a7 + tail));
            }
        }
        else if (unit >= 0x80 && Parts.Value.TryGetValue(unit, out string? parts))
        {
            apart.Append(parts);
        }
        else
        {
            apart.Append(unit);
        }
    }

    private static Dictionary<char, string> ReadTable()
    {
        var once = new Dictionary<char, (char Base, char Mark)>();
        foreach ((char mark, string pairs) in Table)
        {
            for (int index = 0; index < pairs.Length; index += 2)
            {
                once.Add(pairs[index], (pairs[index + 1], mark));
            }
        }

        return once.Keys.ToDictionary(unit => unit, unit => TakeApart(unit, once));
    }

    private static string TakeApart(char unit, Dictionary<char, (char Base, char Mark)> once) =>
        !once.TryGetValue(unit, out (char Base, char Mark) parts) ? $"{unit}"
            : parts.Mark == '\0' ? TakeApart(parts.Base, once)
            : TakeApart(parts.Base, once) + TakeApart(parts.Mark, once);
}
