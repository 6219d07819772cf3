<?php
/**
 * Plugin Name:       Sluis
 * Description:       Holds everything a visitor has not agreed to, asks once and fairly, and lets the answer be taken back. Contacts nobody.
 * Version:           0.1.0
 * Requires at least: 5.7
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       sluis
 */

defined( 'ABSPATH' ) || exit;

/** The configuration as it was pasted: its seal covers each character. */
const SLUIS_CONFIG = 'sluis_config';
/** How the page carries it: `waiting`, `inline` or `tag`. */
const SLUIS_FORM = 'sluis_form';

add_action( 'wp_head', 'sluis_head', PHP_INT_MIN );
add_action( 'admin_init', 'sluis_register' );
add_action( 'admin_menu', 'sluis_menu' );
add_shortcode( 'sluis_settings', 'sluis_settings_button' );
add_shortcode( 'sluis_declaration', 'sluis_declaration' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'sluis_link' );
add_filter( 'wp_consent_api_registered_' . plugin_basename( __FILE__ ), '__return_true' );
register_activation_hook( __FILE__, 'sluis_activate' );
register_uninstall_hook( __FILE__, 'sluis_uninstall' );

/** A file of the npm package's dist/web, which stands beside this one. */
function sluis_file( $name ) {
	return plugin_dir_path( __FILE__ ) . 'web/' . $name;
}

/** What belongs first in the head: nothing, until there is a configuration. */
function sluis_head() {
	$config = get_option( SLUIS_CONFIG, '' );
	if ( '' === $config ) {
		return;
	}
	$form  = get_option( SLUIS_FORM, 'waiting' );
	$guard = 'tag' === $form ? '' : (string) file_get_contents( sluis_file( 'sluis.guard.js' ) );
	$base  = plugins_url( 'web/', __FILE__ );
	if ( 'waiting' === $form ) {
		// Makes Chromium's preload scanner wait for the guard.
		echo '<meta http-equiv="Content-Security-Policy" content="">' . "\n";
	}
	$known = json_decode( $config );
	if ( 'tag' !== $form ) {
		sluis_ahead( $known, $base );
	}
	// Inside a script element only `<` can end it or change how it is read.
	wp_print_inline_script_tag(
		str_replace( '<', '\u003c', $config ),
		array(
			'type'       => 'application/json',
			'data-sluis' => 'config',
		)
	);
	if ( 'tag' === $form ) {
		wp_print_script_tag( array( 'src' => esc_url( $base . 'sluis.js' ) ) );
	} else {
		if ( ! empty( $known->enforce ) ) {
			$early = 'first' === $known->enforce ? 'sluis.first.js' : 'sluis.policy.js';
			$guard = file_get_contents( sluis_file( $early ) ) . $guard;
		}
		wp_print_inline_script_tag( $guard );
		wp_print_script_tag(
			array(
				'src'           => esc_url( $base . 'sluis.core.js' ),
				'async'         => true,
				'fetchpriority' => 'high',
			)
		);
	}
	if ( function_exists( 'wp_has_consent' ) ) {
		wp_print_script_tag( array( 'src' => esc_url( $base . 'sluis.wordpress.js' ) ) );
	}
}

/** Has the browser fetch along with the page what the core would ask for one after the other (docs/speed.md). */
function sluis_ahead( $known, $base ) {
	$names = json_decode( (string) file_get_contents( sluis_file( 'sluis.names.json' ) ) );
	if ( ! isset( $names->module, $names->texts ) ) {
		return;
	}
	$files = array( 'preload' => $names->module );
	foreach ( isset( $known->services ) ? (array) $known->services : array() as $service ) {
		if ( ! isset( $service->category ) || 'functional' !== $service->category ) {
			$files['prefetch'] = sluis_texts( $known, $names->texts );
		}
	}
	foreach ( $files as $rel => $file ) {
		printf( '<link rel="%s" as="fetch" href="%s" crossorigin="">' . "\n", esc_attr( $rel ), esc_url( $base . $file ) );
	}
}

/** The texts that a page gets: in its own language where there are any, else in the configuration's, else in English. */
function sluis_texts( $known, $hash ) {
	$also = array(
		'no' => 'nb',
		'nn' => 'nb',
		'iw' => 'he',
	);
	foreach ( array( get_bloginfo( 'language' ), isset( $known->language ) ? (string) $known->language : '' ) as $tag ) {
		$own = strtolower( (string) preg_replace( '/[^a-z].*/is', '', $tag ) );
		$own = isset( $also[ $own ] ) ? $also[ $own ] : $own;
		if ( '' !== $own && is_file( sluis_file( "text-$own-$hash.json" ) ) ) {
			$informal = isset( $known->formality ) && 'informal' === $known->formality ? glob( sluis_file( "text-$own-*-$hash.json" ) ) : array();
			return $informal ? basename( $informal[0] ) : "text-$own-$hash.json";
		}
	}
	return "text-en-$hash.json";
}

/** `[sluis_settings]Cookies[/sluis_settings]`: opens the settings. */
function sluis_settings_button( $attributes, $content = '' ) {
	$label = '' === (string) $content ? __( 'Cookie settings', 'sluis' ) : wp_strip_all_tags( $content );
	return '<button type="button" data-sluis="open">' . esc_html( $label ) . '</button>';
}

/** `[sluis_declaration]`: the table of services and what they store. */
function sluis_declaration() {
	return '<div data-sluis="declaration"></div>';
}

function sluis_register() {
	register_setting( 'sluis', SLUIS_CONFIG, array( 'sanitize_callback' => 'sluis_accept_config' ) );
	register_setting( 'sluis', SLUIS_FORM, array( 'sanitize_callback' => 'sluis_accept_form' ) );
}

function sluis_accept_form( $form ) {
	return in_array( $form, array( 'waiting', 'inline', 'tag' ), true ) ? $form : 'waiting';
}

/** The JSON in what was pasted: consent.json, sealed or not, or the whole snippet, of which nothing else is kept. */
function sluis_find( $text ) {
	$text = trim( $text );
	if ( '' !== $text && '<' === $text[0] ) {
		$found = preg_match( '~<script[^>]*\bdata-sluis="config"[^>]*>(.*?)</script>~s', $text, $parts );
		return $found ? $parts[1] : '';
	}
	return $text;
}

/** What is wrong with it; nothing when it can be used. All of the rules are `npx sluis check`, and the browser's. */
function sluis_problem( $json ) {
	if ( '' === $json ) {
		return __( 'No configuration was found in it. Expected consent.json, or what "npx sluis snippet consent.json" prints.', 'sluis' );
	}
	$config = json_decode( $json );
	if ( JSON_ERROR_NONE !== json_last_error() ) {
		/* translators: %s: what PHP says is wrong. */
		return sprintf( __( 'It is not JSON: %s.', 'sluis' ), json_last_error_msg() );
	}
	$expected = array(
		'version'    => 'is_int',
		'controller' => 'is_object',
		'services'   => 'is_array',
	);
	foreach ( $expected as $key => $fits ) {
		if ( ! is_object( $config ) || ! isset( $config->$key ) || ! $fits( $config->$key ) ) {
			/* translators: 1: a path in the file, 2: a kind of value. */
			return sprintf( __( '%1$s is missing or of another kind. Expected: %2$s.', 'sluis' ), '$.' . $key, substr( $fits, 3 ) );
		}
	}
	return '';
}

/** Keeps what can be used; what can't is shown again, with the reason, and what was in use stays so. */
function sluis_accept_config( $text ) {
	$before = get_option( SLUIS_CONFIG, '' );
	if ( ! is_string( $text ) || '' === trim( $text ) ) {
		return '';
	}
	if ( $text === $before ) {
		return $before;
	}
	$json    = sluis_find( $text );
	$problem = sluis_problem( $json );
	if ( '' !== $problem ) {
		add_settings_error( SLUIS_CONFIG, 'refused', $problem . ' ' . __( 'The configuration was not changed.', 'sluis' ) );
		set_transient( 'sluis_refused_' . get_current_user_id(), $text, MINUTE_IN_SECONDS );
		return $before;
	}
	if ( ! isset( json_decode( $json )->sealed ) ) {
		add_settings_error( SLUIS_CONFIG, 'unsealed', __( 'Saved. It has no seal, so each new visitor loads the check too: "npx sluis seal consent.json" saves them that.', 'sluis' ), 'warning' );
	}
	return $json;
}

function sluis_menu() {
	add_options_page( __( 'Sluis', 'sluis' ), __( 'Sluis', 'sluis' ), 'manage_options', 'sluis', 'sluis_page' );
}

function sluis_link( $links ) {
	$links[] = '<a href="' . esc_url( admin_url( 'options-general.php?page=sluis' ) ) . '">' . esc_html__( 'Settings', 'sluis' ) . '</a>';
	return $links;
}

function sluis_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$refused = get_transient( 'sluis_refused_' . get_current_user_id() );
	delete_transient( 'sluis_refused_' . get_current_user_id() );
	$forms = array(
		'waiting' => __( 'Inline, and the browser waits for it (holds the most)', 'sluis' ),
		'inline'  => __( 'Inline', 'sluis' ),
		'tag'     => __( 'One tag, for sites that allow no inline script', 'sluis' ),
	);
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Sluis', 'sluis' ); ?></h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'sluis' ); ?>
			<h2><label for="sluis-config"><?php esc_html_e( 'Configuration', 'sluis' ); ?></label></h2>
			<p><?php esc_html_e( 'Paste consent.json, best with its seal ("npx sluis seal consent.json"), or all that "npx sluis snippet consent.json" prints. Left empty, Sluis is not on the site.', 'sluis' ); ?></p>
			<textarea id="sluis-config" name="<?php echo esc_attr( SLUIS_CONFIG ); ?>" rows="20" class="large-text code" spellcheck="false"><?php echo esc_textarea( false === $refused ? get_option( SLUIS_CONFIG, '' ) : $refused ); ?></textarea>
			<h2><label for="sluis-form"><?php esc_html_e( 'Form', 'sluis' ); ?></label></h2>
			<select id="sluis-form" name="<?php echo esc_attr( SLUIS_FORM ); ?>">
				<?php foreach ( $forms as $form => $label ) : ?>
					<option value="<?php echo esc_attr( $form ); ?>" <?php selected( $form, get_option( SLUIS_FORM, 'waiting' ) ); ?>><?php echo esc_html( $label ); ?></option>
				<?php endforeach; ?>
			</select>
			<p><?php esc_html_e( 'Every page needs a way back to the choice: [sluis_settings]. The cookie table: [sluis_declaration].', 'sluis' ); ?></p>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}

/** A setting that exists is judged once as it is saved, and not twice. */
function sluis_activate() {
	add_option( SLUIS_CONFIG, '' );
	add_option( SLUIS_FORM, 'waiting' );
}

function sluis_uninstall() {
	delete_option( SLUIS_CONFIG );
	delete_option( SLUIS_FORM );
}
