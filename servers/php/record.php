<?php
/**
 * The endpoint that keeps a visitor's choice with Set-Cookie: docs/records.md. Put it, with sluis.php beside it, where
 * `record.endpoint` of consent.json points. SLUIS_CONFIG names the sealed configuration.
 */
require __DIR__ . '/sluis.php';

function answer(int $status, string $body = ''): never
{
    http_response_code($status);
    header('Cache-Control: no-store');
    // PHP would name a type for an answer without a body as well.
    $body === '' ? header_remove('Content-Type') : header('Content-Type: text/plain; charset=utf-8');
    exit($body === '' ? '' : "$body\n");
}

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    header('Allow: POST');
    answer(405, 'a record is kept by POST');
}
// Another site must not choose for a visitor. Every browser sends Origin with a POST.
if (($_SERVER['HTTP_SEC_FETCH_SITE'] ?? 'same-origin') !== 'same-origin') {
    answer(403, 'only pages of this site can have a choice kept');
}
$origin = $_SERVER['HTTP_ORIGIN'] ?? '';
if (!in_array($origin, ["https://{$_SERVER['HTTP_HOST']}", "http://{$_SERVER['HTTP_HOST']}"], true)) {
    answer(403, 'Origin: found ' . ($origin ?: 'nothing') . ", expected that of {$_SERVER['HTTP_HOST']}");
}
$body = file_get_contents('php://input', false, null, 0, Sluis::LONGEST + 1);
if (strlen($body) > Sluis::LONGEST) {
    answer(413, 'a record is no longer than ' . Sluis::LONGEST . ' bytes');
}
$site = new Sluis(file_get_contents(getenv('SLUIS_CONFIG') ?: __DIR__ . '/consent.sealed.json'));
['cookie' => $cookie, 'refusal' => $refusal] = $site->judge($body, str_starts_with($origin, 'https:'));
if ($refusal) {
    answer(422, $refusal);
}
header("Set-Cookie: $cookie");
answer(204);
