<?php
/**
 * Reads a visitor's choice from the Cookie header, as Sluis does in the browser. One file, PHP 8.0 or newer (64 bits),
 * no extensions. https://github.com/sluis-consent/sluis, docs/records.md. MIT or Apache-2.0.
 *
 *     $site = new Sluis(file_get_contents('/srv/site/consent.sealed.json'));
 *     $choice = $site->read($_SERVER['HTTP_COOKIE'] ?? '', ($_SERVER['HTTP_SEC_GPC'] ?? '') === '1');
 *     if ($choice['services']['youtube'] === 'granted') { … }
 *
 * Give it the header, not $_COOKIE: PHP keeps one of two cookies with the same name there, and Sluis takes the newest.
 */
final class Sluis
{
    private const NAME = 'sluis_consent';
    private const FORMAT = '/\A1~([0-9]{8}T[0-9]{4}Z)~a([01])s([01])r([01])(?:~c\.([0-9a-f]{8}))?(?:~s\.[A-Za-z0-9_.-]+)?~[bpewx]((?:~v\.[A-Za-z0-9_.-]+)*)\z/';
    private const ANSWERS = ['analytics' => 2, 'social' => 3, 'advertising' => 4];
    /** The longest text that is looked at as a record, in bytes. */
    public const LONGEST = 1000;
    /** Minutes. Clocks differ; a record from further in the future was not written by a right one. */
    private const SKEW = 10;
    /** A mean month, in minutes. */
    private const MONTH = 43829;

    private object $seal;
    private array $services;
    private int $life;
    private ?string $domain;

    /**
     * @param string $sealed the JSON that `npx sluis seal consent.json` writes
     * @throws InvalidArgumentException when it is not that, or was changed since: a browser would judge it anew then
     */
    public function __construct(string $sealed)
    {
        $config = json_decode($sealed);
        if (json_last_error() !== JSON_ERROR_NONE) {
            throw new InvalidArgumentException('$: the configuration is not JSON (' . json_last_error_msg() . ')');
        }
        $seal = is_object($config) ? $config->sealed ?? null : null;
        if (!is_object($seal)) {
            throw new InvalidArgumentException('$.sealed: found nothing, expected a sealed configuration: npx sluis seal consent.json');
        }
        unset($config->sealed);
        $right = self::checksum(json_encode($config, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS));
        if (($seal->check ?? null) !== $right) {
            throw new InvalidArgumentException("\$.sealed.check: found " . ($seal->check ?? 'nothing') . ", expected $right: it was changed after it was sealed, so seal it again");
        }
        $this->seal = $seal;
        $this->services = $config->services ?? [];
        $this->life = ($config->record->months ?? 6) * self::MONTH;
        $this->domain = $config->record->domain ?? null;
    }

    /**
     * @param bool $objects the request says `Sec-GPC: 1`; that changes only what is asked
     * @param int|null $now seconds since 1970; the server's clock where it is left out
     * @return array{asked: bool, decided: bool, categories: array<string, string>, services: array<string, string>, record: ?string}
     *     as `sluis.state()` tells it in the browser; each permission is `granted` or `denied`
     */
    public function read(string $cookies, bool $objects = false, ?int $now = null): array
    {
        $minute = intdiv($now ?? time(), 60);
        $found = null;
        foreach (explode(';', $cookies) as $pair) {
            $parts = explode('=', trim($pair, " \t\n\f\r"), 2);
            $record = $parts[0] === self::NAME && isset($parts[1]) ? self::decode($parts[1]) : null;
            if ($record && $record['at'] <= $minute + self::SKEW && !($found && $found['at'] > $record['at'])) {
                $found = $record;
            }
        }
        $changed = $found && $minute < $found['at'] + $this->life ? $this->changed($found) : null;
        $record = $changed === null ? null : $found;
        $asked = false;
        $services = [];
        $whole = ['functional' => true];
        foreach ($this->services as $service) {
            $switchable = $service->category !== 'functional';
            $needs = $switchable && $service->basis !== 'exempt';
            $open = !$record || in_array($service->category, $changed, true);
            $granted = !$switchable || ($open
                ? !$needs
                : in_array($service->id, $record['services'], true) || $record['answers'][$service->category]);
            $asked = $asked || ($needs && $open && !($objects && $service->category !== 'analytics'));
            $services[$service->id] = self::word($granted);
            $whole[$service->category] = ($whole[$service->category] ?? true) && $granted;
        }
        $categories = [];
        foreach (['functional', ...array_keys(self::ANSWERS)] as $category) {
            $categories[$category] = self::word($whole[$category] ?? false);
        }
        return ['asked' => $asked, 'decided' => $record !== null, 'categories' => $categories, 'services' => $services, 'record' => $record['text'] ?? null];
    }

    /**
     * Judges one record, and makes the value of `Set-Cookie` that keeps it for the rest of its life.
     *
     * @param bool $secure the page is on https
     * @return array{cookie: ?string, refusal: ?string} one of the two
     */
    public function judge(string $text, bool $secure = true, ?int $now = null): array
    {
        $minute = intdiv($now ?? time(), 60);
        $record = strlen($text) > self::LONGEST ? null : self::decode($text);
        $refusal = match (true) {
            !$record => 'this is no record',
            $record['at'] > $minute + self::SKEW => 'this record is from the future: a clock is wrong',
            $minute >= $record['at'] + $this->life => 'this choice is over',
            $this->changed($record) === null => 'this record is for another question',
            default => null,
        };
        if ($refusal) {
            return ['cookie' => null, 'refusal' => $refusal];
        }
        $left = min($record['at'] + $this->life - $minute, $this->life) * 60;
        $cookie = self::NAME . "=$text; Path=/; SameSite=Lax; Max-Age=$left" . ($this->domain ? "; Domain=$this->domain" : '') . ($secure ? '; Secure' : '');
        return ['cookie' => $cookie, 'refusal' => null];
    }

    /** The categories that have changed since; null where the record is about something else. */
    private function changed(array $record): ?array
    {
        if (!$record['asked']) {
            return $record['services'] || in_array(true, $record['answers'], true) ? null : [];
        }
        if ($record['asked'] === $this->seal->asked) {
            return [];
        }
        foreach ($this->seal->earlier ?? [] as $edition) {
            if ($edition->asked === $record['asked']) {
                return $edition->again;
            }
        }
        return null;
    }

    /** Null for what Sluis would not have written: a record that was changed in any way is no choice. */
    private static function decode(string $text): ?array
    {
        if (!preg_match(self::FORMAT, $text, $part)) {
            return null;
        }
        $moment = DateTimeImmutable::createFromFormat('!Ymd\THi\Z', $part[1], new DateTimeZone('UTC'));
        // No calendar has 31 April, though PHP reads it as 1 May.
        if (!$moment || $moment->format('Ymd\THi\Z') !== $part[1]) {
            return null;
        }
        $answers = array_map(fn ($place) => $part[$place] === '1', self::ANSWERS);
        return [
            'text' => $text,
            'at' => intdiv($moment->getTimestamp(), 60),
            'answers' => $answers,
            'asked' => $part[5] ?? '',
            'services' => array_slice(explode('~v.', $part[6] ?? ''), 1),
        ];
    }

    private static function word(bool $granted): string
    {
        return $granted ? 'granted' : 'denied';
    }

    /** FNV-1a over UTF-16, as the seal is made. It notices a change and protects nothing. */
    private static function checksum(string $text): string
    {
        $hash = 0x811c9dc5;
        for ($place = 0, $end = strlen($text); $place < $end;) {
            $unit = ord($text[$place++]);
            if ($unit >= 0x80) {
                $more = $unit >= 0xf0 ? 3 : ($unit >= 0xe0 ? 2 : 1);
                for ($unit &= 0x3f >> $more; $more > 0; $more--) {
                    $unit = $unit << 6 | ord($text[$place++]) & 0x3f;
                }
                if ($unit > 0xffff) {
                    $hash = ($hash ^ 0xd7c0 + ($unit >> 10)) * 0x1000193 & 0xffffffff;
                    $unit = 0xdc00 | $unit & 0x3ff;
                }
            }
            $hash = ($hash ^ $unit) * 0x1000193 & 0xffffffff;
        }
        return sprintf('%08x', $hash);
    }
}
