<?php
// php install.php SITE ADDRESS: what the five-minute installation does, with pages to test and the plugin active.
[ , $site, $address ] = $argv;
$_SERVER['HTTP_HOST']   = parse_url( $address, PHP_URL_HOST );
$_SERVER['REQUEST_URI'] = '/';
define( 'WP_INSTALLING', true );
define( 'WP_SITEURL', $address );
require $site . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
function wp_new_blog_notification() {}
wp_install( 'Shop', 'owner', 'owner@shop.example', false, '', 'correct horse' );
switch_theme( 'twentytwentyone' );
$content = '[sluis_settings]Mijn <b>keuze</b>[/sluis_settings] [sluis_declaration]'
	. ' <iframe title="Film" width="480" height="270" src="https://www.youtube-nocookie.com/embed/x"></iframe>';
wp_insert_user( array( 'user_login' => 'writer', 'user_pass' => 'battery staple', 'role' => 'editor', 'user_email' => 'writer@shop.example' ) );
kses_remove_filters();
$page = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Cookies', 'post_content' => $content ) );
$done = activate_plugin( 'sluis/sluis.php' );
if ( is_wp_error( $page ) || is_wp_error( $done ) ) {
	exit( 1 );
}
echo $GLOBALS['wp_version'];
