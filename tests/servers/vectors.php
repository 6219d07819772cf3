<?php
// The reader for PHP, held to what the core answers. Prints a line for each case and ends with the counts.
require __DIR__ . '/../../servers/php/sluis.php';
// A remark of PHP's is a failure.
set_error_handler(function (int $_level, string $text, string $file, int $line) { throw new ErrorException("$text in $file:$line"); });
$file = __DIR__ . '/../vectors/records.json';
$vectors = json_decode(file_get_contents($file), true);
$sites = array_map(fn ($config) => new Sluis(json_encode($config, JSON_UNESCAPED_UNICODE)), (array) json_decode(file_get_contents($file))->sites);
$counts = ['ok' => 0, 'FAIL' => 0];

function check(string $title, callable $found, mixed $expected): void
{
    global $counts;
    try {
        $got = $found();
    } catch (Throwable $error) {
        $got = get_class($error) . ': ' . $error->getMessage();
    }
    $verdict = $got === $expected ? 'ok' : 'FAIL';
    $counts[$verdict]++;
    if ($verdict === 'FAIL') {
        echo "FAIL php: $title\n     expected " . json_encode($expected) . "\n     found    " . json_encode($got) . "\n";
    }
}

foreach ($vectors['refused'] as $case) {
    check("refused: {$case['name']}", function () use ($case) {
        try {
            return json_encode(new Sluis($case['config']));
        } catch (InvalidArgumentException $error) {
            return explode(':', $error->getMessage())[0];
        }
    }, $case['path']);
}
foreach ($vectors['read'] as $case) {
    check($case['name'], fn () => $sites[$case['site']]->read($case['cookies'], $case['objects'], $case['now'] * 60), $case['expected']);
}
foreach ($vectors['keep'] as $case) {
    check("keep: {$case['name']}", fn () => $sites[$case['site']]->judge($case['body'], true, $case['now'] * 60), ['cookie' => $case['cookie'], 'refusal' => $case['refusal']]);
}
echo "{$counts['ok']} passed, {$counts['FAIL']} failed\n";
exit($counts['FAIL'] ? 1 : 0);
